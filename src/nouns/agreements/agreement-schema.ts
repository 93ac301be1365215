import { z } from 'zod'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import {
  commonFields,
  confidence,
  httpUrl,
  identifier,
  language,
  localizedText,
  notes,
  origins,
  partialDate,
  sha256Hex,
  shortText,
  side,
} from '../../model/fields.ts'
import { classing, ownWork } from '../../model/support.ts'
import { alternatives, citation, citations } from '../citations.ts'
import { checkAgreement } from './agreement-checks.ts'

const agreementTypes = [
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

export const endedStatuses = ['expired', 'terminated', 'superseded'] as const
/** The statuses that say that a document took effect. */
export const effectStatuses = ['in-effect', ...endedStatuses] as const
const agreementStatuses = ['announced', 'signed', ...effectStatuses, 'unknown'] as const

const signatory = z.strictObject({
  organization: reference('organizations'),
  side,
  person: reference('persons').optional(),
  post: localizedText.optional().describe('The post of the person who signed, as the source has it.'),
  capacity: localizedText.optional().describe('In what capacity it signed, such as on behalf of another body.'),
})

const relationTypes = ['renews', 'supersedes', 'amends', 'supplements', 'framework-for', 'implements'] as const

const relation = z.strictObject({
  type: z
    .enum(relationTypes)
    .describe('What this document does to the other; the other side of it is not written down.'),
  agreement: reference('agreements'),
})

const text = z.strictObject({
  language,
  url: httpUrl,
  authentic: z.boolean().describe('Whether this language is one in which the document was signed.'),
  sha256: sha256Hex.optional(),
})

const term = z
  .strictObject({
    years: z.number().positive().max(1000).optional().describe('For how many years it was made.'),
    renewal: z
      .enum(['automatic', 'by-agreement', 'none', 'unknown'])
      .describe('How it goes on when the years are over; `unknown` where no source tells.'),
  })
  .describe('For how long the document was made, by its own words or those of a source.')

const quantity = z
  .strictObject({
    title: localizedText,
    value: z.number().min(-1e15).max(1e15).describe('The number.'),
    unit: shortText,
    period: partialDate.optional(),
    citation,
  })
  .describe('A number that the document sets, such as a quota or a supply.')

const shape = {
  ...commonFields,
  title: localizedText,
  origins: origins.optional(),
  type: z.enum(agreementTypes).meta(emptyMeans('not-known', 'Kind of document; `unspecified` where no source tells.')),
  typeAsStated: shortText.optional().describe('The word of the source, where it names the kind of document.'),
  status: z
    .enum(agreementStatuses)
    .meta(
      emptyMeans(
        'not-known',
        'The latest that a source says of it. `announced`: to be signed, or said to be signed with no word of the signing; ' +
          '`signed`: says nothing of effect; `in-effect`: only where a source says so; `unknown` where no source tells.',
      ),
    ),
  signedOn: partialDate.optional().meta(emptyMeans('not-known', 'When it was signed.')),
  effectiveOn: partialDate.optional().meta(emptyMeans('not-known', 'When it came into effect.')),
  implementedOn: partialDate
    .optional()
    .meta(emptyMeans('not-known', 'When it was first carried out, where that differs from its effect.')),
  expiresOn: partialDate.optional().meta(emptyMeans('not-known', 'When it runs out by its own words, renewals apart.')),
  endedOn: partialDate
    .optional()
    .meta(emptyMeans('not-known', 'When it ended in fact: ended early, replaced, or not renewed.')),
  term: term.optional().meta(emptyMeans('not-known', 'For how long it was made.')),
  binding: z
    .enum(['binding', 'non-binding', 'unknown'])
    .default('unknown')
    .meta(emptyMeans('not-known', 'Whether it binds in law, where the document or a source says so.')),
  publicText: z
    .enum(['yes', 'no', 'unknown'])
    .default('unknown')
    .meta(
      emptyMeans('not-known', 'Whether its text is public: `no` only where a source says that it was not published.'),
    ),
  mechanism: reference('mechanisms')
    .nullable()
    .default(null)
    .meta(emptyMeans('none', 'Null for a document outside any standing mechanism.')),
  meeting: reference('meetings')
    .nullable()
    .default(null)
    .meta(emptyMeans('none', 'The occasion at which it was signed; null where it was signed at none.')),
  parties: z.array(reference('regions')).min(1).max(50).describe('The jurisdictions of the document itself.'),
  places: z
    .array(reference('regions'))
    .max(50)
    .default([])
    .meta(
      emptyMeans(
        'known-in-part',
        'The platforms, cities and districts that it is about beyond its parties; never complete.',
      ),
    ),
  signatories: z
    .array(signatory)
    .max(100)
    .default([])
    .meta(
      emptyMeans(
        'known-in-part',
        'The bodies that signed it; empty where none is known. `signatoriesKnown` says whether they are all.',
      ),
    ),
  signatoriesKnown: classing(
    z
      .enum(['all', 'some', 'none'])
      .optional()
      .meta(
        emptyMeans(
          'known-in-part',
          'Whether `signatories` is all who signed. Absent: `none` where no signatory is given, else `some`.',
        ),
      ),
  ),
  domains: z
    .array(reference('domains'))
    .max(50)
    .default([])
    .meta(emptyMeans('not-known', 'The policy domains of the document; empty where the registry does not know.')),
  domainBasis: ownWork(
    z
      .enum(['stated', 'inferred'])
      .describe('Whether a source states the domains or the registry inferred them, from the title for instance.'),
  ),
  implements: z
    .array(reference('consensus-areas'))
    .max(50)
    .optional()
    .meta(
      emptyMeans(
        'not-known',
        'The consensus areas that it carries out, where a source says so or its title names them.',
      ),
    ),
  relations: z
    .array(relation)
    .max(50)
    .optional()
    .meta(emptyMeans('known-in-part', 'What it does to other documents, as far as sources tell.')),
  partOf: reference('agreements')
    .nullable()
    .default(null)
    .meta(emptyMeans('none', 'The document that it is an annex or a part of.')),
  texts: z.array(text).max(20).optional().meta(emptyMeans('not-known', 'Where its text can be read.')),
  countedInClaims: ownWork(
    z
      .boolean()
      .describe(
        "Whether the meeting's declared number of documents counts this one; the session's own memorandum usually is not.",
      ),
  ),
  countedBasis: classing(
    z
      .enum(['stated', 'inferred'])
      .default('inferred')
      .describe('Whether a source says that the declared number counts it, or the registry inferred it.'),
  ),
  quantities: z
    .array(quantity)
    .max(50)
    .optional()
    .meta(emptyMeans('known-in-part', 'Numbers that the document sets, as far as sources tell.')),
  confidence,
  identifiers: z
    .array(identifier)
    .max(20)
    .optional()
    .meta(emptyMeans('not-known', 'Its identifiers elsewhere; absent where none has been looked for or found.')),
  summary: localizedText.optional(),
  notes,
  alternatives,
  citations,
}

export const agreement = z.strictObject(shape).superRefine(checkAlternatives(shape)).superRefine(checkAgreement)
export type Agreement = z.infer<typeof agreement>
