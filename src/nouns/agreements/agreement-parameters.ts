import { inArray, sql } from 'drizzle-orm'
import {
  agreementAreas,
  agreementDomains,
  agreementParties,
  agreementPlaces,
  agreementRelations,
} from '../../database/link-tables.ts'
import { agreements } from '../../database/noun-tables.ts'
import { choice, fetchMany, flag, identified, referenceTo } from '../../model/column-parameters.ts'
import { dateBounds, yearOf } from '../../model/date-parameters.ts'
import { knownInPart, linkKnown, none, notKnown, settled, unsaid } from '../../model/known.ts'
import { linked } from '../../model/link-parameters.ts'
import { anyOfIds, type Parameters } from '../../model/parameter.ts'
import { cited } from '../citations.ts'
import { agreement, agreementStatuses, agreementTypes, effectStatuses } from './agreement-schema.ts'
import { inForceOn } from './in-force.ts'
import { signatoryParameters } from './signatory-parameters.ts'

const { id, mechanism, meeting, type, status, confidence, domainBasis, countedInClaims } = agreements
const { binding, publicText, partOf } = agreements
const { signedFrom, signedTo, effectiveFrom, effectiveTo, expiresFrom, expiresTo, endedFrom, endedTo } = agreements

/** The last status that a source states may have changed since. */
const statusKnown = {
  field: 'status',
  mayBe: { announced: ['signed', ...effectStatuses], signed: effectStatuses, unknown: 'any' },
} as const

const related: Parameters = {
  related: {
    schema: anyOfIds('Has a relation to this document, or this document to it.', 'shanghai-2024-04-health'),
    // Either way by an index; two conditions with `or` between would look at every agreement.
    condition: (ids: string[]) => {
      const { owner, target } = agreementRelations
      return sql`${id} in (select ${owner} from ${agreementRelations} where ${inArray(target, ids)}
        union all select ${target} from ${agreementRelations} where ${inArray(owner, ids)})`
    },
    known: linkKnown(knownInPart('relations'), id, agreementRelations),
    references: 'agreements',
    looksAt: 'links',
  },
}

/** The filters of lists of agreements. */
export const agreementParameters: Parameters = {
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
  ...signatoryParameters,
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
  ...dateBounds('signedOn', signedFrom, signedTo, { gte: '2024-01-01', lte: '2024-12-31' }, notKnown('signedOn'), true),
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
    agreement.shape.confidence.options,
    'How sure the registry is.',
    'high',
    settled('confidence'),
  ),
  ...choice(
    'domainBasis',
    domainBasis,
    agreement.shape.domainBasis.options,
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
}
