import { organizationCovers } from '../../database/link-tables.ts'
import { organizations } from '../../database/noun-tables.ts'
import { choice, fetchMany, identified, referenceTo } from '../../model/column-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts, nameTexts } from '../../model/noun.ts'
import { cited } from '../citations.ts'
import { organizationRules } from './organization-rules.ts'
import { organization } from './organization-schema.ts'
import { organizationWords } from './organization-words.ts'

const { id, kind, side, region, parent, successor, mechanism, identifiers } = organizations

export const organizationNoun = defineNoun(organization, {
  name: 'organizations',
  singular: 'organization',
  ...organizationWords,
  description: 'A signatory or actor: a bureau, statutory body, enterprise, university, office, or group.',
  example: { id: 'hk-health-bureau', q: 'CMAB' },
  table: organizations,
  columns: ({ kind, side, region, parent, successor, mechanism, identifiers }) => ({
    kind,
    side,
    region,
    parent,
    successor,
    mechanism,
    identifiers: identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
  }),
  links: [{ table: organizationCovers, targets: 'regions', of: ({ covers }) => covers }],
  tree: { column: organizations.parent, parentOf: ({ parent }) => parent, expands: false },
  namedInSearch: true,
  parameters: {
    ...choice(organization, 'kind', { column: kind, says: 'Kind of body.', example: 'mainland-office' }),
    ...choice(organization, 'side', { column: side, says: 'The side that it belongs to.', example: 'hk' }),
    ...referenceTo(organization, 'region', {
      column: region,
      to: 'regions',
      says: 'The region that it belongs to.',
      example: 'cn-hk',
    }),
    ...referenceTo(organization, 'parent', {
      column: parent,
      to: 'organizations',
      says: 'Belongs directly to this body.',
      example: 'hk-government',
    }),
    ...referenceTo(organization, 'successor', {
      column: successor,
      to: 'organizations',
      says: 'Its duties went to this body.',
      example: 'hk-health-bureau',
    }),
    ...referenceTo(organization, 'mechanism', {
      column: mechanism,
      to: 'mechanisms',
      says: 'A group of this mechanism.',
      example: 'shanghai',
    }),
    ...linked(organization, 'covers', {
      owner: id,
      link: organizationCovers,
      to: 'regions',
      says: 'An office that looks after this region.',
      example: 'cn-sh',
    }),
    ...identified(organization, 'identifier', {
      field: 'identifiers',
      column: identifiers,
      says: 'An identifier as `scheme:value`.',
      example: 'wikidata:Q1',
    }),
    ...cited('organizations', id),
    ...fetchMany(id, 'hk-health-bureau'),
  },
  sorts: {
    name: { column: organizations.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'name',
  facets: ['kind', 'side', 'region', 'mechanism', 'covers'],
  rules: organizationRules,
  label: ({ name }) => name,
  texts: ({ name, abbreviation, ...names }) => [
    ...localizedTexts('name', name, 'A'),
    ...(abbreviation ? [{ field: 'abbreviation', text: abbreviation, weight: 'A' as const }] : []),
    ...nameTexts(names),
  ],
})
