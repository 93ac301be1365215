import { domains } from '../../database/noun-tables.ts'
import { fetchMany, referenceTo } from '../../model/column-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { cited } from '../citations.ts'
import { domainRules } from './domain-rules.ts'
import { domain } from './domain-schema.ts'
import { domainWords } from './domain-words.ts'

const { id, parent } = domains

export const domainNoun = defineNoun(domain, {
  name: 'domains',
  singular: 'domain',
  ...domainWords,
  description: 'A policy domain: a concept with labels in three languages, other labels and a broader domain.',
  example: { id: 'finance', q: '創科' },
  table: domains,
  columns: ({ parent }) => ({ parent }),
  links: [],
  tree: { column: domains.parent, parentOf: ({ parent }) => parent, expands: true },
  namedInSearch: true,
  parameters: {
    ...referenceTo(domain, 'parent', {
      column: parent,
      to: 'domains',
      says: 'Directly below this domain.',
      example: 'finance',
    }),
    ...cited('domains', id),
    ...fetchMany(id, 'finance'),
  },
  sorts: {
    name: { column: domains.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'name',
  facets: [],
  rules: domainRules,
  label: ({ name }) => name,
  texts: ({ name, altLabels, definition }) => [
    ...localizedTexts('name', name, 'A'),
    ...altLabels.map(({ language, label }) => ({ field: 'altLabels', language, text: label, weight: 'B' as const })),
    ...localizedTexts('definition', definition, 'D'),
  ],
})
