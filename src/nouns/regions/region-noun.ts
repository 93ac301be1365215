import { regionMembers } from '../../database/link-tables.ts'
import { regions } from '../../database/noun-tables.ts'
import { choice, fetchMany, identified, referenceTo } from '../../model/column-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts, nameTexts } from '../../model/noun.ts'
import { generalRules } from '../checks/general-rules.ts'
import { cited } from '../citations.ts'
import { region } from './region-schema.ts'
import { regionWords } from './region-words.ts'

const { id, kind, parent, codes } = regions

export const regionNoun = defineNoun(region, {
  name: 'regions',
  singular: 'region',
  ...regionWords,
  description: 'A jurisdiction, a grouping of them, or a cooperation platform.',
  example: { id: 'cn-sh', q: '上海' },
  table: regions,
  columns: ({ kind, parent, codes }) => ({
    kind,
    parent,
    codes: codes.map(({ scheme, value }) => `${scheme}:${value}`),
  }),
  links: [{ table: regionMembers, targets: 'regions', of: ({ members }) => members }],
  tree: { column: regions.parent, parentOf: ({ parent }) => parent, expands: false },
  namedInSearch: true,
  parameters: {
    ...choice(region, 'kind', { column: kind, says: 'Kind of region.', example: 'municipality' }),
    ...referenceTo(region, 'parent', {
      column: parent,
      to: 'regions',
      says: 'Lies directly in this region.',
      example: 'cn-gd',
    }),
    ...linked(region, 'member', {
      field: 'members',
      owner: id,
      link: regionMembers,
      to: 'regions',
      says: 'Groupings that this region belongs to.',
      example: 'cn-gd',
    }),
    ...identified(region, 'code', {
      field: 'codes',
      column: codes,
      says: 'A code as `scheme:value`.',
      example: 'iso-3166-2:CN-SH',
    }),
    ...cited('regions', id),
    ...fetchMany(id, 'cn-sh'),
  },
  sorts: {
    name: { column: regions.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'id',
  facets: [],
  rules: generalRules,
  label: ({ name }) => name,
  texts: ({ name, codes, ...names }) => [
    ...localizedTexts('name', name, 'A'),
    ...nameTexts(names),
    ...codes.map(({ value }) => ({ field: 'codes', text: value, weight: 'B' as const })),
  ],
})
