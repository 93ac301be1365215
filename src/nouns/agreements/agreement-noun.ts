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
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { dayRange } from '../../model/partial-date.ts'
import { citableAgreement } from './agreement-citation.ts'
import { toJsonLd } from './agreement-json-ld.ts'
import { agreementParameters } from './agreement-parameters.ts'
import { agreementRules } from './agreement-rules.ts'
import { agreement } from './agreement-schema.ts'
import { agreementWords } from './agreement-words.ts'
import { missingDocuments } from './missing-documents.ts'
import { validityTexts } from './validity-texts.ts'

export const agreementNoun = defineNoun(agreement, {
  name: 'agreements',
  singular: 'agreement',
  ...agreementWords,
  description: 'One signed document.',
  example: { id: 'shanghai-2024-04-health', q: '金融' },
  table: agreements,
  date: ({ signedOn }) => signedOn,
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
  parameters: agreementParameters,
  sorts: {
    signedOn: { column: agreements.onDate, type: 'date' },
    title: { column: agreements.label, type: 'text' },
    id: { column: agreements.id, type: 'text' },
  },
  defaultSort: '-signedOn',
  facets: [
    'domain',
    'mechanism',
    'party',
    'type',
    'status',
    'year',
    'organization',
    'side',
    'person',
    'place',
    'binding',
    'publicText',
    'confidence',
  ],
  completeness: missingDocuments,
  jsonLd: toJsonLd,
  citable: citableAgreement,
  rules: agreementRules,
  label: ({ title }) => title,
  texts: ({ title, summary, signatories, quantities, ...validity }) => [
    ...localizedTexts('title', title, 'A'),
    ...localizedTexts('summary', summary, 'C'),
    ...(quantities ?? []).flatMap((quantity) => localizedTexts('quantities', quantity.title, 'C')),
    ...signatories.flatMap(({ post }) => localizedTexts('signatories', post, 'D')),
    ...validityTexts(validity),
  ],
})
