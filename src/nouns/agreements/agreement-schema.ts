import { z } from 'zod'
import {
  commonFields,
  confidence,
  httpUrl,
  identifier,
  language,
  localizedText,
  longText,
  origins,
  partialDate,
  reference,
  sha256,
  shortText,
  side,
} from '../../model/fields.ts'
import { citations } from '../citations.ts'

export const agreementTypes = [
  'memorandum-of-understanding',
  'cooperation-agreement',
  'framework-agreement',
  'letter-of-intent',
  'arrangement',
  'work-plan',
  'minutes',
  'session-memorandum',
  'project-contract',
  'statement',
  'unspecified',
] as const

export const agreementStatuses = [
  'announced',
  'signed',
  'in-effect',
  'expired',
  'terminated',
  'superseded',
  'unknown',
] as const

const signatory = z.strictObject({
  organization: reference('organizations'),
  side,
  capacity: shortText.optional().describe('In what capacity it signed, or the person who signed for it.'),
})

const relation = z.strictObject({
  type: z.enum(['renews', 'supersedes', 'amends', 'supplements', 'framework-for']),
  agreement: reference('agreements'),
})

const text = z.strictObject({
  language,
  url: httpUrl,
  authentic: z.boolean().describe('Whether this language is one in which the document was signed.'),
  sha256: sha256.optional(),
})

export const agreement = z.strictObject({
  ...commonFields,
  title: localizedText,
  origins: origins.optional(),
  type: z.enum(agreementTypes),
  typeAsStated: shortText.optional().describe('The word of the source, where it names the kind of document.'),
  status: z
    .enum(agreementStatuses)
    .describe('`signed` says nothing of effect; `in-effect` only where a source says so.'),
  signedOn: partialDate.optional(),
  effectiveOn: partialDate.optional(),
  expiresOn: partialDate.optional(),
  mechanism: reference('mechanisms')
    .nullable()
    .default(null)
    .describe('Null for a document outside any standing mechanism.'),
  meeting: reference('meetings').nullable().default(null).describe('The occasion at which it was signed.'),
  parties: z.array(reference('regions')).min(1).max(50).describe('The jurisdictions of the document itself.'),
  signatories: z.array(signatory).max(100),
  domains: z.array(reference('domains')).max(50),
  domainBasis: z
    .enum(['stated', 'inferred'])
    .describe('Whether a source states the domains or the registry inferred them.'),
  implements: z.array(reference('consensus-areas')).max(50).optional(),
  relations: z.array(relation).max(50).optional(),
  texts: z.array(text).max(20).optional(),
  countedInClaims: z
    .boolean()
    .describe(
      "Whether the meeting's declared number of documents counts this one; the session's own memorandum usually is not.",
    ),
  confidence,
  identifiers: z.array(identifier).max(20).optional(),
  summary: localizedText.optional(),
  notes: longText.optional(),
  citations,
})
export type Agreement = z.infer<typeof agreement>
