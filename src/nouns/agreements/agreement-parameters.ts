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

/** The last status that a source states may have changed since. */
const laterStatuses = { announced: ['signed', ...effectStatuses], signed: effectStatuses }

const related: Parameters = {
  related: {
    schema: anyOfIds('Has a relation to this document, or this document to it.', 'shanghai-2024-04-health'),
    // Either way by an index; two conditions with `or` between would look at every agreement.
    condition: (ids: string[]) => {
      const { owner, target } = agreementRelations
      return sql`${agreements.id} in (select ${owner} from ${agreementRelations} where ${inArray(target, ids)}
        union all select ${target} from ${agreementRelations} where ${inArray(owner, ids)})`
    },
    known: linkKnown(extentOf(agreement, 'relations'), agreements.id, agreementRelations),
    references: 'agreements',
    looksAt: 'links',
  },
}

/** The filters of lists of agreements. */
export const agreementParameters: Parameters = {
  ...linked(agreement, 'domain', {
    field: 'domains',
    owner: agreements.id,
    link: agreementDomains,
    to: 'domains',
    says: 'Policy domain; a broader one finds the narrower.',
    example: 'finance',
  }),
  ...referenceTo(agreement, 'mechanism', {
    column: agreements.mechanism,
    to: 'mechanisms',
    says: 'Signed under this mechanism.',
    example: 'shanghai',
  }),
  ...referenceTo(agreement, 'meeting', {
    column: agreements.meeting,
    to: 'meetings',
    says: 'Signed at this meeting.',
    example: 'shanghai-2024-04',
  }),
  ...linked(agreement, 'party', {
    field: 'parties',
    owner: agreements.id,
    link: agreementParties,
    to: 'regions',
    says: 'A jurisdiction of the document.',
    example: 'cn-sh',
  }),
  ...signatoryParameters,
  ...linked(agreement, 'place', {
    field: 'places',
    owner: agreements.id,
    link: agreementPlaces,
    to: 'regions',
    says: 'A place that it is about, or one within it.',
    example: 'cn-440300',
  }),
  ...choice(agreement, 'type', {
    column: agreements.type,
    says: 'Kind of document.',
    example: 'memorandum-of-understanding',
  }),
  ...choice(agreement, 'status', {
    column: agreements.status,
    says: 'Where the document stands.',
    example: 'signed',
    mayBe: laterStatuses,
  }),
  ...dateBounds(agreement, 'signedOn', {
    from: agreements.signedFrom,
    to: agreements.signedTo,
    example: { gte: '2024-01-01', lte: '2024-12-31' },
    ordered: true,
  }),
  ...dateBounds(agreement, 'effectiveOn', {
    from: agreements.effectiveFrom,
    to: agreements.effectiveTo,
    example: { gte: '2000', lte: '2026' },
  }),
  ...dateBounds(agreement, 'expiresOn', {
    from: agreements.expiresFrom,
    to: agreements.expiresTo,
    example: { gte: '2000', lte: '2026' },
  }),
  ...dateBounds(agreement, 'endedOn', {
    from: agreements.endedFrom,
    to: agreements.endedTo,
    example: { gte: '2000', lte: '2026' },
  }),
  ...inForceOn,
  ...yearOf(agreement, {
    field: 'signedOn',
    from: agreements.signedFrom,
    says: 'Year of signing.',
    example: 2024,
    onDate: agreements.onDate,
  }),
  ...linked(agreement, 'implements', {
    owner: agreements.id,
    link: agreementAreas,
    to: 'consensus-areas',
    says: 'Carries out this consensus area.',
    example: 'shanghai-2024-04-finance',
  }),
  ...related,
  ...referenceTo(agreement, 'partOf', {
    column: agreements.partOf,
    to: 'agreements',
    says: 'Is an annex or a part of this document.',
    example: 'shanghai-2024-04-health',
  }),
  ...choice(agreement, 'binding', { column: agreements.binding, says: 'Whether it binds in law.', example: 'binding' }),
  ...choice(agreement, 'publicText', {
    column: agreements.publicText,
    says: 'Whether its text is public.',
    example: 'yes',
  }),
  ...choice(agreement, 'confidence', {
    column: agreements.confidence,
    says: 'How sure the registry is.',
    example: 'high',
  }),
  ...choice(agreement, 'domainBasis', {
    column: agreements.domainBasis,
    says: 'Where the domains come from.',
    example: 'stated',
  }),
  ...flag('countedInClaims', agreements.countedInClaims, "Whether the meeting's declared number counts it."),
  ...identified(agreement, 'identifier', {
    field: 'identifiers',
    column: agreements.identifiers,
    says: 'An identifier as `scheme:value`.',
    example: 'url:https://example.org',
  }),
  ...cited('agreements', agreements.id),
  ...fetchMany(agreements.id, 'shanghai-2024-04-health'),
}
