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
import { knownInPart, linkKnown, none, notKnown, settled, unsaid } from '../../model/known.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import {
  anyOfIds,
  choice,
  countedBy,
  fetchMany,
  flag,
  identified,
  linked,
  linkedTo,
  linkedToAll,
  type Parameter,
  referenceTo,
  withOpposite,
} from '../../model/parameters.ts'
import { dayRange, undated } from '../../model/partial-date.ts'
import { cited } from '../citations.ts'
import { sideWords } from '../shared-words.ts'
import { citableAgreement } from './agreement-citation.ts'
import { toJsonLd } from './agreement-json-ld.ts'
import { agreementRules } from './agreement-rules.ts'
import { agreement, agreementStatuses, agreementTypes } from './agreement-schema.ts'
import { agreementWords } from './agreement-words.ts'
import { inForceOn } from './in-force.ts'
import { missingDocuments } from './missing-documents.ts'

const { id, mechanism, meeting, type, status, confidence, domainBasis, countedInClaims } = agreements
const { binding, publicText, partOf } = agreements
const { signedFrom, signedTo, effectiveFrom, effectiveTo, expiresFrom, expiresTo, endedFrom, endedTo } = agreements

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

/** Where the registry does not know who signed, or not whether these were all. */
const signatoriesKnown = knownInPart('signatories', agreements.signatoriesKnown)
const sidesKnown = linkKnown(signatoriesKnown, id, agreementSignatories)

const signedBySide: Record<string, Parameter> = {
  ...withOpposite(
    'side',
    {
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
      known: sidesKnown,
      facet: 'side',
      looksBeyond: true,
      counted: countedBy(sidesKnown, 'any', true),
    },
    'documents',
    'hk',
  ),
  'side.all': {
    schema: sides(side.options, 'Has signatories on every one of these sides.'),
    condition: (selected: string[]) => linkedToAll(id, agreementSignatories, agreementSignatories.side, selected),
    known: sidesKnown,
    facet: 'side',
    looksBeyond: true,
    counted: countedBy(sidesKnown, 'all'),
  },
}

/** What a source says last of a document settles nothing of what may have come later. */
const later = ['in-effect', 'expired', 'terminated', 'superseded']
const statusKnown = {
  field: 'status',
  mayBe: { announced: ['signed', ...later], signed: later, unknown: 'any' },
} as const

const related: Record<string, Parameter> = {
  related: {
    schema: anyOfIds('Has a relation to this document, or this document to it.', 'shanghai-2024-04-health'),
    condition: (ids: string[]) =>
      or(
        linkedTo(id, agreementRelations, ids),
        sql`exists (select from ${agreementRelations} where ${agreementRelations.target} = ${id} and ${inArray(agreementRelations.owner, ids)})`,
      ),
    known: linkKnown(knownInPart('relations'), id, agreementRelations),
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
    const ended = dayRange(document.endedOn)
    const { signatories, signatoriesKnown } = document
    const isWhole = signatoriesKnown === 'all'
    return {
      type: document.type,
      status: document.status,
      signedFrom: signed.from,
      signedTo: signed.to,
      effectiveFrom: effective.from,
      effectiveTo: effective.to,
      expiresFrom: expires.from,
      expiresTo: expires.to,
      endedFrom: ended.from,
      endedTo: ended.to,
      renewsItself: document.term?.renewal === 'automatic',
      onDate: signed.from ?? undated,
      signatoriesKnown: isWhole,
      personsKnown: isWhole && signatories.every(({ person }) => person !== undefined),
      mechanism: document.mechanism,
      meeting: document.meeting,
      domainBasis: document.domainBasis,
      countedInClaims: document.countedInClaims,
      countedBasis: document.countedBasis,
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
    ...linked(
      'domain',
      id,
      agreementDomains,
      'domains',
      'Policy domain; a broader one finds the narrower.',
      'finance',
      notKnown('domains'),
    ),
    ...referenceTo('mechanism', mechanism, 'mechanisms', 'Signed under this mechanism.', 'shanghai', none('mechanism')),
    ...referenceTo('meeting', meeting, 'meetings', 'Signed at this meeting.', 'shanghai-2024-04', none('meeting')),
    ...linked('party', id, agreementParties, 'regions', 'A jurisdiction of the document.', 'cn-sh', none('parties')),
    ...linked(
      'organization',
      id,
      agreementSignatories,
      'organizations',
      'A body that signed.',
      'hk-health-bureau',
      signatoriesKnown,
    ),
    ...signedBySide,
    ...linked(
      'person',
      id,
      agreementPersons,
      'persons',
      'Someone who signed.',
      'paul-chan',
      knownInPart('signatories', agreements.personsKnown),
    ),
    ...linked(
      'place',
      id,
      agreementPlaces,
      'regions',
      'A place that it is about, or one within it.',
      'cn-440300',
      knownInPart('places'),
    ),
    ...choice(
      'type',
      type,
      agreementTypes,
      'Kind of document.',
      'memorandum-of-understanding',
      unsaid('type', 'unspecified'),
    ),
    ...choice('status', status, agreementStatuses, 'Where the document stands.', 'signed', statusKnown),
    ...dateBounds(
      'signedOn',
      signedFrom,
      signedTo,
      { gte: '2024-01-01', lte: '2024-12-31' },
      notKnown('signedOn'),
      true,
    ),
    ...dateBounds('effectiveOn', effectiveFrom, effectiveTo, { gte: '2000', lte: '2026' }, notKnown('effectiveOn')),
    ...dateBounds('expiresOn', expiresFrom, expiresTo, { gte: '2000', lte: '2026' }, notKnown('expiresOn')),
    ...dateBounds('endedOn', endedFrom, endedTo, { gte: '2000', lte: '2026' }, notKnown('endedOn')),
    ...inForceOn,
    ...yearOf(signedFrom, 'Year of signing.', 2024, notKnown('signedOn'), agreements.onDate),
    ...linked(
      'implements',
      id,
      agreementAreas,
      'consensus-areas',
      'Carries out this consensus area.',
      'shanghai-2024-04-finance',
      notKnown('implements'),
    ),
    ...related,
    ...referenceTo(
      'partOf',
      partOf,
      'agreements',
      'Is an annex or a part of this document.',
      'shanghai-2024-04-health',
      none('partOf'),
    ),
    ...choice(
      'binding',
      binding,
      agreement.shape.binding.unwrap().options,
      'Whether it binds in law.',
      'binding',
      unsaid('binding', 'unknown'),
    ),
    ...choice(
      'publicText',
      publicText,
      agreement.shape.publicText.unwrap().options,
      'Whether its text is public.',
      'yes',
      unsaid('publicText', 'unknown'),
    ),
    ...choice(
      'confidence',
      confidence,
      ['high', 'medium', 'low'],
      'How sure the registry is.',
      'high',
      settled('confidence'),
    ),
    ...choice(
      'domainBasis',
      domainBasis,
      ['stated', 'inferred'],
      'Where the domains come from.',
      'stated',
      settled('domainBasis'),
    ),
    ...flag('countedInClaims', countedInClaims, "Whether the meeting's declared number counts it."),
    ...identified(
      'identifier',
      agreements.identifiers,
      'An identifier as `scheme:value`.',
      'url:https://example.org',
      notKnown('identifiers'),
    ),
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
