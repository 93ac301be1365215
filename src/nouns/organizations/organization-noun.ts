import { organizationCovers } from '../../database/link-tables.ts'
import { organizations } from '../../database/noun-tables.ts'
import { choice, fetchMany, identified, referenceTo } from '../../model/column-parameters.ts'
import { none, notKnown, settled } from '../../model/known.ts'
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
    ...choice('kind', kind, organization.shape.kind.options, 'Kind of body.', 'mainland-office', settled('kind')),
    ...choice('side', side, organization.shape.side.options, 'The side that it belongs to.', 'hk', settled('side')),
    ...referenceTo('region', region, 'regions', 'The region that it belongs to.', 'cn-hk', none('region')),
    ...referenceTo(
      'parent',
      parent,
      'organizations',
      'Belongs directly to this body.',
      'hk-government',
      notKnown('parent'),
    ),
    ...referenceTo(
      'successor',
      successor,
      'organizations',
      'Its duties went to this body.',
      'hk-health-bureau',
      none('successor'),
    ),
    ...referenceTo('mechanism', mechanism, 'mechanisms', 'A group of this mechanism.', 'shanghai', none('mechanism')),
    ...linked(
      'covers',
      id,
      organizationCovers,
      'regions',
      'An office that looks after this region.',
      'cn-sh',
      none('covers'),
    ),
    ...identified(
      'identifier',
      identifiers,
      'An identifier as `scheme:value`.',
      'wikidata:Q1',
      notKnown('identifiers'),
    ),
    ...cited('organizations', id),
    ...fetchMany(id, 'hk-health-bureau'),
  },
  sorts: {
    name: { column: organizations.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'name',
  facets: {
    kind: { value: kind },
    side: { value: side },
    region: { value: region, labels: 'regions' },
    mechanism: { value: mechanism, labels: 'mechanisms' },
    covers: { value: organizationCovers.target, link: organizationCovers, labels: 'regions' },
  },
  rules: organizationRules,
  label: ({ name }) => name,
  texts: ({ name, abbreviation, ...names }) => [
    ...localizedTexts('name', name, 'A'),
    ...(abbreviation ? [{ field: 'abbreviation', text: abbreviation, weight: 'A' as const }] : []),
    ...nameTexts(names),
  ],
})
