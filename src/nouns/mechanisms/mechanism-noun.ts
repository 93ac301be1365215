import { mechanismLeads, mechanismParties } from '../../database/link-tables.ts'
import { mechanisms } from '../../database/noun-tables.ts'
import { choice, fetchMany } from '../../model/column-parameters.ts'
import { dateBounds } from '../../model/date-parameters.ts'
import { none, notKnown, settled, unsaid } from '../../model/known.ts'
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
  parameters: {
    ...choice('kind', kind, mechanism.shape.kind.options, 'How the mechanism meets.', 'conference', settled('kind')),
    ...choice(
      'status',
      status,
      mechanism.shape.status.options,
      'Whether it still meets.',
      'active',
      unsaid('status', 'unknown'),
    ),
    ...linked('party', id, mechanismParties, 'regions', 'A jurisdiction that takes part.', 'cn-sh', none('parties')),
    ...linked(
      'organization',
      id,
      mechanismLeads,
      'organizations',
      'A body that leads one side.',
      'hk-cmab',
      notKnown('leadOrganizations'),
    ),
    ...dateBounds(
      'established',
      establishedFrom,
      establishedTo,
      { gte: '2003', lte: '2024' },
      notKnown('established'),
      true,
    ),
    ...cited('mechanisms', id),
    ...fetchMany(id, 'shanghai'),
  },
  sorts: {
    established: { column: mechanisms.onDate, type: 'date' },
    name: { column: mechanisms.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: '-established',
  facets: {},
  rules: generalRules,
  label: ({ name }) => name,
  texts: ({ name, ...names }) => [...localizedTexts('name', name, 'A'), ...nameTexts(names)],
})
