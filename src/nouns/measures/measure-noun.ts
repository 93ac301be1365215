import { measureDomains, measureOrganizations, measureRegions } from '../../database/link-tables.ts'
import { measures } from '../../database/noun-tables.ts'
import { fetchMany, referenceTo } from '../../model/column-parameters.ts'
import { notKnown } from '../../model/known.ts'
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
    ...linked(
      'organization',
      id,
      measureOrganizations,
      'organizations',
      'A body that carries it out.',
      'hk-cmab',
      notKnown('organizations'),
    ),
    ...linked(
      'domain',
      id,
      measureDomains,
      'domains',
      'Policy domain; a broader one finds the narrower.',
      'finance',
      notKnown('domains'),
    ),
    ...linked('region', id, measureRegions, 'regions', 'A region that it is about.', 'gba', notKnown('regions')),
    ...referenceTo(
      'predecessor',
      predecessor,
      'measures',
      'Carries on this earlier measure.',
      'mainland-promotion',
      notKnown('predecessor'),
    ),
    ...cited('measures', id),
    ...fetchMany(id, 'mainland-promotion'),
  },
  sorts: {
    title: { column: measures.label, type: 'text' },
    targets: { column: measures.targets, type: 'integer' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'id',
  facets: {},
  rules: generalRules,
  label: ({ title }) => title,
  texts: ({ title, section, targets }) => [
    ...localizedTexts('title', title, 'A'),
    ...localizedTexts('section', section, 'C'),
    ...targets.flatMap((target) => localizedTexts('targets', target.title, 'B')),
  ],
})
