import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  agreementAreas,
  agreementDomains,
  agreementParties,
  agreementPersons,
  agreementPlaces,
  agreementRelations,
  agreementSignatories,
} from '../../database/link-tables.ts'
import { agreements } from '../../database/noun-tables.ts'
import { dateBounds, yearOf } from '../../model/date-parameters.ts'
import { side } from '../../model/fields.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import {
  anyOfIds,
  choice,
  fetchMany,
  flag,
  identified,
  linked,
  linkedTo,
  linkedToAll,
  type Parameter,
  referenceTo,
} from '../../model/parameters.ts'
import { dayRange, undated } from '../../model/partial-date.ts'
import { cited } from '../citations.ts'
import { sideWords } from '../shared-words.ts'
import { citableAgreement } from './agreement-citation.ts'
import { toJsonLd } from './agreement-json-ld.ts'
import { agreementRules } from './agreement-rules.ts'
import { agreement, agreementStatuses, agreementTypes } from './agreement-schema.ts'
import { agreementWords } from './agreement-words.ts'
import { missingDocuments } from './missing-documents.ts'

const { id, mechanism, meeting, type, status, confidence, domainBasis, countedInClaims } = agreements
const { binding, publicText, partOf } = agreements
const { signedFrom, signedTo, effectiveFrom, effectiveTo, expiresFrom, expiresTo } = agreements

function signedBy(sides: string[]): SQL {
  return sql`exists (select from ${agreementSignatories} where ${agreementSignatories.owner} = ${id} and ${inArray(agreementSignatories.side, sides)})`
}

const sides = (choices: readonly string[], description: string) =>
  z
    .array(z.enum(choices))
    .min(1)
    .max(10)
    .optional()
    .describe(description)
    .meta({ example: ['hk'] })

const signedBySide: Record<string, Parameter> = {
  side: {
    schema: sides(
      [...side.options, 'none'],
      'Has a signatory on this side. Repeat for any of several. `none` finds those without a signatory.',
    ),
    condition: (selected: string[]) =>
      or(
        signedBy(selected),
        selected.includes('none')
          ? sql`not exists (select from ${agreementSignatories} where ${agreementSignatories.owner} = ${id})`
          : undefined,
      ),
    facet: 'side',
    looksBeyond: true,
    counted: { keeps: 'any', none: true },
  },
  'side.all': {
    schema: sides(side.options, 'Has signatories on every one of these sides.'),
    condition: (selected: string[]) => linkedToAll(id, agreementSignatories, agreementSignatories.side, selected),
    facet: 'side',
    looksBeyond: true,
    counted: { keeps: 'all' },
  },
}

const related: Record<string, Parameter> = {
  related: {
    schema: anyOfIds('Has a relation to this document, or this document to it.', 'shanghai-2024-04-health'),
    condition: (ids: string[]) =>
      or(
        linkedTo(id, agreementRelations, ids),
        sql`exists (select from ${agreementRelations} where ${agreementRelations.target} = ${id} and ${inArray(agreementRelations.owner, ids)})`,
      ),
    references: 'agreements',
    looksBeyond: true,
  },
}

export const agreementNoun = defineNoun(agreement, {
  name: 'agreements',
  singular: 'agreement',
  ...agreementWords,
  description: 'One signed document.',
  example: { id: 'shanghai-2024-04-health', q: '金融' },
  table: agreements,
  columns: (document) => {
    const signed = dayRange(document.signedOn)
    const effective = dayRange(document.effectiveOn)
    const expires = dayRange(document.expiresOn)
    return {
      type: document.type,
      status: document.status,
      signedFrom: signed.from,
      signedTo: signed.to,
      effectiveFrom: effective.from,
      effectiveTo: effective.to,
      expiresFrom: expires.from,
      expiresTo: expires.to,
      onDate: signed.from ?? undated,
      mechanism: document.mechanism,
      meeting: document.meeting,
      domainBasis: document.domainBasis,
      countedInClaims: document.countedInClaims,
      confidence: document.confidence,
      binding: document.binding,
      publicText: document.publicText,
      partOf: document.partOf,
      identifiers: (document.identifiers ?? []).map(({ scheme, value }) => `${scheme}:${value}`),
    }
  },
  links: [
    { table: agreementParties, targets: 'regions', of: ({ parties }) => parties },
    {
      table: agreementSignatories,
      targets: 'organizations',
      of: ({ signatories }) => signatories.map(({ organization, side }) => ({ target: organization, side })),
    },
    {
      table: agreementPersons,
      targets: 'persons',
      of: ({ signatories }) => signatories.flatMap(({ person, side }) => (person ? { target: person, side } : [])),
    },
    { table: agreementPlaces, targets: 'regions', expands: true, of: ({ places }) => places },
    { table: agreementDomains, targets: 'domains', of: ({ domains }) => domains },
    { table: agreementAreas, targets: 'consensus-areas', of: (document) => document.implements ?? [] },
    {
      table: agreementRelations,
      targets: 'agreements',
      of: ({ relations }) => (relations ?? []).map(({ type, agreement }) => ({ target: agreement, side: type })),
    },
  ],
  tree: null,
  namedInSearch: false,
  searchFields: { signatory: ['organizations', 'persons'], place: ['regions'] },
  parameters: {
    ...linked('domain', id, agreementDomains, 'domains', 'Policy domain; a broader one finds the narrower.', 'finance'),
    ...referenceTo('mechanism', mechanism, 'mechanisms', 'Signed under this mechanism.', 'shanghai'),
    ...referenceTo('meeting', meeting, 'meetings', 'Signed at this meeting.', 'shanghai-2024-04'),
    ...linked('party', id, agreementParties, 'regions', 'A jurisdiction of the document.', 'cn-sh'),
    ...linked('organization', id, agreementSignatories, 'organizations', 'A body that signed.', 'hk-health-bureau'),
    ...signedBySide,
    ...linked('person', id, agreementPersons, 'persons', 'Someone who signed.', 'paul-chan'),
    ...linked('place', id, agreementPlaces, 'regions', 'A place that it is about, or one within it.', 'cn-440300'),
    ...choice('type', type, agreementTypes, 'Kind of document.', 'memorandum-of-understanding'),
    ...choice('status', status, agreementStatuses, 'Where the document stands.', 'signed'),
    ...dateBounds('signedOn', signedFrom, signedTo, { gte: '2024-01-01', lte: '2024-12-31' }, true),
    ...dateBounds('effectiveOn', effectiveFrom, effectiveTo, { gte: '2000', lte: '2026' }),
    ...dateBounds('expiresOn', expiresFrom, expiresTo, { gte: '2000', lte: '2026' }),
    ...yearOf(signedFrom, 'Year of signing.', 2024, agreements.onDate),
    ...linked(
      'implements',
      id,
      agreementAreas,
      'consensus-areas',
      'Carries out this consensus area.',
      'shanghai-2024-04-finance',
    ),
    ...related,
    ...referenceTo(
      'partOf',
      partOf,
      'agreements',
      'Is an annex or a part of this document.',
      'shanghai-2024-04-health',
    ),
    ...choice('binding', binding, agreement.shape.binding.unwrap().options, 'Whether it binds in law.', 'binding'),
    ...choice(
      'publicText',
      publicText,
      agreement.shape.publicText.unwrap().options,
      'Whether its text is public.',
      'yes',
    ),
    ...choice('confidence', confidence, ['high', 'medium', 'low'], 'How sure the registry is.', 'high'),
    ...choice('domainBasis', domainBasis, ['stated', 'inferred'], 'Where the domains come from.', 'stated'),
    ...flag('countedInClaims', countedInClaims, "Whether the meeting's declared number counts it."),
    ...identified('identifier', agreements.identifiers, 'An identifier as `scheme:value`.', 'url:https://example.org'),
    ...cited('agreements', id),
    ...fetchMany(id, 'shanghai-2024-04-health'),
  },
  sorts: {
    signedOn: { column: agreements.onDate, type: 'date' },
    title: { column: agreements.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: '-signedOn',
  facets: {
    domain: { value: agreementDomains.target, link: agreementDomains, labels: 'domains' },
    mechanism: { value: mechanism, labels: 'mechanisms' },
    party: { value: agreementParties.target, link: agreementParties, labels: 'regions' },
    type: { value: type, words: agreementWords.values.type },
    status: { value: status, words: agreementWords.values.status },
    year: { value: sql`extract(year from ${signedFrom})::int::text` },
    organization: { value: agreementSignatories.target, link: agreementSignatories, labels: 'organizations' },
    side: { value: agreementSignatories.side, link: agreementSignatories, words: sideWords },
    person: { value: agreementPersons.target, link: agreementPersons, labels: 'persons' },
    place: { value: agreementPlaces.target, link: agreementPlaces, labels: 'regions' },
    binding: { value: binding, words: agreementWords.values.binding },
    publicText: { value: publicText, words: agreementWords.values.publicText },
    confidence: { value: confidence, words: agreementWords.values.confidence },
  },
  completeness: missingDocuments,
  jsonLd: toJsonLd,
  citable: citableAgreement,
  rules: agreementRules,
  label: ({ title }) => title,
  texts: ({ title, summary, signatories, quantities }) => [
    ...localizedTexts('title', title, 'A'),
    ...localizedTexts('summary', summary, 'C'),
    ...(quantities ?? []).flatMap((quantity) => localizedTexts('quantities', quantity.title, 'C')),
    ...signatories.flatMap(({ post }) => localizedTexts('signatories', post, 'D')),
  ],
})
