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
import { extentOf, linkKnown } from '../../model/known.ts'
import { linked } from '../../model/link-parameters.ts'
import { anyOfIds, type Parameters } from '../../model/parameter.ts'
import { cited } from '../citations.ts'
import { agreement, effectStatuses } from './agreement-schema.ts'
import { inForceOn } from './in-force.ts'
import { signatoryParameters } from './signatory-parameters.ts'

const { id, mechanism, meeting, type, status, confidence, domainBasis, countedInClaims } = agreements
const { binding, publicText, partOf } = agreements
const { signedFrom, signedTo, effectiveFrom, effectiveTo, expiresFrom, expiresTo, endedFrom, endedTo } = agreements

/** The last status that a source states may have changed since. */
const laterStatuses = { announced: ['signed', ...effectStatuses], signed: effectStatuses }

const related: Parameters = {
  related: {
    schema: anyOfIds('Has a relation to this document, or this document to it.', 'shanghai-2024-04-health'),
    // Either way by an index; two conditions with `or` between would look at every agreement.
    condition: (ids: string[]) => {
      const { owner, target } = agreementRelations
      return sql`${id} in (select ${owner} from ${agreementRelations} where ${inArray(target, ids)}
        union all select ${target} from ${agreementRelations} where ${inArray(owner, ids)})`
    },
    known: linkKnown(extentOf(agreement, 'relations'), id, agreementRelations),
    references: 'agreements',
    looksAt: 'links',
  },
}

/** The filters of lists of agreements. */
export const agreementParameters: Parameters = {
  ...linked(agreement, 'domain', {
    field: 'domains',
    owner: id,
    link: agreementDomains,
    to: 'domains',
    says: 'Policy domain; a broader one finds the narrower.',
    example: 'finance',
  }),
  ...referenceTo(agreement, 'mechanism', {
    column: mechanism,
    to: 'mechanisms',
    says: 'Signed under this mechanism.',
    example: 'shanghai',
  }),
  ...referenceTo(agreement, 'meeting', {
    column: meeting,
    to: 'meetings',
    says: 'Signed at this meeting.',
    example: 'shanghai-2024-04',
  }),
  ...linked(agreement, 'party', {
    field: 'parties',
    owner: id,
    link: agreementParties,
    to: 'regions',
    says: 'A jurisdiction of the document.',
    example: 'cn-sh',
  }),
  ...signatoryParameters,
  ...linked(agreement, 'place', {
    field: 'places',
    owner: id,
    link: agreementPlaces,
    to: 'regions',
    says: 'A place that it is about, or one within it.',
    example: 'cn-440300',
  }),
  ...choice(agreement, 'type', { column: type, says: 'Kind of document.', example: 'memorandum-of-understanding' }),
  ...choice(agreement, 'status', {
    column: status,
    says: 'Where the document stands.',
    example: 'signed',
    mayBe: laterStatuses,
  }),
  ...dateBounds(agreement, 'signedOn', {
    from: signedFrom,
    to: signedTo,
    example: { gte: '2024-01-01', lte: '2024-12-31' },
    ordered: true,
  }),
  ...dateBounds(agreement, 'effectiveOn', {
    from: effectiveFrom,
    to: effectiveTo,
    example: { gte: '2000', lte: '2026' },
  }),
  ...dateBounds(agreement, 'expiresOn', { from: expiresFrom, to: expiresTo, example: { gte: '2000', lte: '2026' } }),
  ...dateBounds(agreement, 'endedOn', { from: endedFrom, to: endedTo, example: { gte: '2000', lte: '2026' } }),
  ...inForceOn,
  ...yearOf(agreement, {
    field: 'signedOn',
    from: signedFrom,
    says: 'Year of signing.',
    example: 2024,
    onDate: agreements.onDate,
  }),
  ...linked(agreement, 'implements', {
    owner: id,
    link: agreementAreas,
    to: 'consensus-areas',
    says: 'Carries out this consensus area.',
    example: 'shanghai-2024-04-finance',
  }),
  ...related,
  ...referenceTo(agreement, 'partOf', {
    column: partOf,
    to: 'agreements',
    says: 'Is an annex or a part of this document.',
    example: 'shanghai-2024-04-health',
  }),
  ...choice(agreement, 'binding', { column: binding, says: 'Whether it binds in law.', example: 'binding' }),
  ...choice(agreement, 'publicText', { column: publicText, says: 'Whether its text is public.', example: 'yes' }),
  ...choice(agreement, 'confidence', { column: confidence, says: 'How sure the registry is.', example: 'high' }),
  ...choice(agreement, 'domainBasis', { column: domainBasis, says: 'Where the domains come from.', example: 'stated' }),
  ...flag('countedInClaims', countedInClaims, "Whether the meeting's declared number counts it."),
  ...identified(agreement, 'identifier', {
    field: 'identifiers',
    column: agreements.identifiers,
    says: 'An identifier as `scheme:value`.',
    example: 'url:https://example.org',
  }),
  ...cited('agreements', id),
  ...fetchMany(id, 'shanghai-2024-04-health'),
}
