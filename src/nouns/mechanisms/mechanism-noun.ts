import { mechanismLeads, mechanismParties } from '../../database/link-tables.ts'
import { mechanisms } from '../../database/noun-tables.ts'
import { choice, fetchMany } from '../../model/column-parameters.ts'
import { dateBounds } from '../../model/date-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts, nameTexts } from '../../model/noun.ts'
import { dayRange } from '../../model/partial-date.ts'
import { generalRules } from '../checks/general-rules.ts'
import { cited } from '../citations.ts'
import { mechanism } from './mechanism-schema.ts'
import { mechanismWords } from './mechanism-words.ts'

const { id, kind, status, establishedFrom, establishedTo } = mechanisms

export const mechanismNoun = defineNoun(mechanism, {
  name: 'mechanisms',
  singular: 'mechanism',
  ...mechanismWords,
  description: 'A standing cooperation mechanism with one or more Mainland counterparts.',
  example: { id: 'shanghai', q: '滬港' },
  table: mechanisms,
  date: ({ established }) => established,
  columns: ({ kind, status, established }) => {
    const { from, to } = dayRange(established)
    return { kind, status, establishedFrom: from, establishedTo: to }
  },
  links: [
    { table: mechanismParties, targets: 'regions', of: ({ parties }) => parties },
    { table: mechanismLeads, targets: 'organizations', of: ({ leadOrganizations }) => leadOrganizations ?? [] },
  ],
  tree: null,
  namedInSearch: true,
  lasts: true,
  parameters: {
    ...choice(mechanism, 'kind', { column: kind, says: 'How the mechanism meets.', example: 'conference' }),
    ...choice(mechanism, 'status', { column: status, says: 'Whether it still meets.', example: 'active' }),
    ...linked(mechanism, 'party', {
      field: 'parties',
      owner: id,
      link: mechanismParties,
      to: 'regions',
      says: 'A jurisdiction that takes part.',
      example: 'cn-sh',
    }),
    ...linked(mechanism, 'organization', {
      field: 'leadOrganizations',
      owner: id,
      link: mechanismLeads,
      to: 'organizations',
      says: 'A body that leads one side.',
      example: 'hk-cmab',
    }),
    ...dateBounds(mechanism, 'established', {
      from: establishedFrom,
      to: establishedTo,
      example: { gte: '2003', lte: '2024' },
      ordered: true,
    }),
    ...cited('mechanisms', id),
    ...fetchMany(id, 'shanghai'),
  },
  sorts: {
    established: { column: mechanisms.onDate, type: 'date' },
    name: { column: mechanisms.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: '-established',
  facets: [],
  rules: generalRules,
  label: ({ name }) => name,
  texts: ({ name, ...names }) => [...localizedTexts('name', name, 'A'), ...nameTexts(names)],
})
