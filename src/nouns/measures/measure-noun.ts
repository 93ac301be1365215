import { measureDomains, measureOrganizations, measureRegions } from '../../database/link-tables.ts'
import { measures } from '../../database/noun-tables.ts'
import { fetchMany, referenceTo } from '../../model/column-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { generalRules } from '../checks/general-rules.ts'
import { cited } from '../citations.ts'
import { measure } from './measure-schema.ts'
import { measureWords } from './measure-words.ts'

const { id, predecessor } = measures

export const measureNoun = defineNoun(measure, {
  name: 'measures',
  singular: 'measure',
  ...measureWords,
  description: 'One policy measure of a paper, with the targets that it sets.',
  example: { id: 'mainland-promotion', q: '大灣區' },
  table: measures,
  columns: ({ targets, predecessor }) => ({ targets: targets.length, predecessor }),
  links: [
    { table: measureOrganizations, targets: 'organizations', of: ({ organizations }) => organizations },
    { table: measureDomains, targets: 'domains', of: ({ domains }) => domains },
    { table: measureRegions, targets: 'regions', of: ({ regions }) => regions },
  ],
  tree: null,
  namedInSearch: false,
  parameters: {
    ...linked(measure, 'organization', {
      field: 'organizations',
      owner: id,
      link: measureOrganizations,
      to: 'organizations',
      says: 'A body that carries it out.',
      example: 'hk-cmab',
    }),
    ...linked(measure, 'domain', {
      field: 'domains',
      owner: id,
      link: measureDomains,
      to: 'domains',
      says: 'Policy domain; a broader one finds the narrower.',
      example: 'finance',
    }),
    ...linked(measure, 'region', {
      field: 'regions',
      owner: id,
      link: measureRegions,
      to: 'regions',
      says: 'A region that it is about.',
      example: 'gba',
    }),
    ...referenceTo(measure, 'predecessor', {
      column: predecessor,
      to: 'measures',
      says: 'Carries on this earlier measure.',
      example: 'mainland-promotion',
    }),
    ...cited('measures', id),
    ...fetchMany(id, 'mainland-promotion'),
  },
  sorts: {
    title: { column: measures.label, type: 'text' },
    targets: { column: measures.targets, type: 'integer' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'id',
  facets: [],
  rules: generalRules,
  label: ({ title }) => title,
  texts: ({ title, section, targets }) => [
    ...localizedTexts('title', title, 'A'),
    ...localizedTexts('section', section, 'C'),
    ...targets.flatMap((target) => localizedTexts('targets', target.title, 'B')),
  ],
})
