import { z } from 'zod'
import { changeKinds } from '../../database/change-kinds.ts'
import { message } from '../../language/messages.ts'
import { slug } from '../../model/fields.ts'
import { langOfProblems } from '../../model/language-parameters.ts'
import { type Noun, type Nouns, pascalCase } from '../../model/noun.ts'
import { exampleNoun } from '../../model/noun-list.ts'
import { nounName, nounWord } from '../../model/noun-parameter.ts'
import { ownedFields } from '../../model/record-document.ts'
import { problem } from '../../problems/problems.ts'
import { longestReason } from './reason.ts'

export const mostRecords = 10_000
/** In bytes. */
export const longestBatch = 16 * 1024 * 1024

const reason = z
  .string()
  .trim()
  .min(1)
  .max(longestReason)
  .optional()
  .describe('Why; stands in the history. The same as the header `X-Reason`.')
  .meta({ example: 'Corrected after the gazette' })
const kind = z
  .enum(changeKinds)
  .optional()
  .describe(
    'What the changes say of the world: a record is added, put right, goes on with the times, or is taken back. Without it, a new record is an addition, a changed one a correction, a deletion a retraction. The same as the header `X-Change-Kind`.',
  )
  .meta({ example: 'event' })

export const writeQuery = z.strictObject({ reason, kind, lang: langOfProblems })

const longestKey = 200

const common = {
  'idempotency-key': z
    .string()
    .min(8)
    .max(longestKey)
    .regex(
      /^[\x21-\x7e]+$/,
      message(
        'must be printable characters without spaces',
        '須為可顯示的字元，不得有空格',
        '须为可显示的字符，不得有空格',
      ),
    )
    .optional()
    .describe(
      'A name for this request, such as a UUID. Repeated under the same name within 72 hours, it is answered alike and not done again.',
    )
    .meta({ example: '8e03978e-40d5-43dd-bc93-6894a57f9324' }),
  'x-change-kind': z
    .enum(changeKinds)
    .optional()
    .describe('What the change says of the world; without it, what its operation commonly means.')
    .meta({ example: 'event' }),
  'x-reason': z
    .string()
    // A Chinese character takes nine when it is percent-encoded.
    .max(10 * longestReason)
    .optional()
    .describe(
      `Why; stands in the history. At most ${longestReason} characters, percent-encoded or as RFC 8187 has it where they are not ASCII.`,
    )
    .meta({ example: 'Corrected after the gazette' }),
}
const ifMatch = z
  .string()
  .max(2000)
  .optional()
  .describe('The `ETag` of the state that this changes; `*` for whatever stands.')
  .meta({ example: '"1-9f86d081884c7d65"' })
const ifNoneMatch = z
  .string()
  .max(2000)
  .optional()
  .describe('`*` to insist that the record is new.')
  .meta({ example: '*' })

export const plainHeaders = z.looseObject(common)
export const changeHeaders = z.looseObject({ 'if-match': ifMatch, ...common })
export const headersOfPut = z.looseObject({ 'if-match': ifMatch, 'if-none-match': ifNoneMatch, ...common })

/** Makes a schema once for what it is of: two of one name in a process would be printed as what the service answers. */
function madeOnce<Of extends object, Schema extends object>(make: (of: Of) => Schema): (of: Of) => Schema {
  const made = new WeakMap<Of, Schema>()
  return (of) => {
    const schema = made.get(of) ?? make(of)
    made.set(of, schema)
    return schema
  }
}

/** A record as clients write it, for the contract; the write path itself checks it, with all that it refers to. */
export const recordInput = madeOnce((noun: Noun) => {
  const { id, ...rest } = noun.schema.shape
  const owned = Object.entries(ownedFields).map(([name, schema]) => [
    name,
    schema.optional().describe('Given by the registry: leave it out, or send the present value.'),
  ])
  return z
    .strictObject({ id: (id as z.ZodType).optional(), ...Object.fromEntries(owned), ...rest })
    .meta({ id: `Writable${pascalCase(noun.singular)}`, description: `${noun.description} As it is written.` })
})

export const mergePatchBody = z
  .looseObject({})
  .describe('The fields to change. Objects merge, null removes, all else replaces.')
  .meta({ id: 'MergePatch', examples: [{ notes: 'Signed in two originals.' }] })

const ifVersion = z
  .int()
  .min(0)
  .max(1_000_000_000)
  .optional()
  .describe('The version that must stand for this to happen; 0: none. Without it, whatever stands is replaced.')

/** The two kinds of entry of a batch. */
export function batchEntries(nouns: Nouns) {
  const noun = nounWord(nouns)
  const record = z.looseObject({ id: slug }).describe('The record as it is to stand.')
  return {
    put: z.strictObject({ noun, record, ifVersion }),
    delete: z.strictObject({ noun, id: slug, op: z.literal('delete'), ifVersion }),
  }
}

const settings = {
  mode: z
    .enum(['atomic', 'partial'])
    .optional()
    .describe('`atomic` (default): all or nothing. `partial`: what can be written is written.'),
  reason,
  kind,
}

export const batchQuery = z.strictObject({
  ...settings,
  mode: settings.mode.meta({ example: 'atomic' }),
  dryRun: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: check all and write nothing.')
    .meta({ example: 'true' }),
  lang: langOfProblems,
})

const batchObject = z.strictObject({
  ...settings,
  dryRun: z.boolean().optional().describe('Check all and write nothing.'),
  records: z.array(z.unknown()).min(1).max(mostRecords),
})
/** The entries of a batch, which are checked one by one, and the settings where the body has them. */
export const batchBody = z.preprocess((body) => (Array.isArray(body) ? { records: body } : body), batchObject)

export type BatchQuery = z.output<typeof batchQuery>

/** The same for the contract. */
export const documentedBatch = madeOnce((nouns: Nouns) =>
  z
    .strictObject({
      ...batchObject.shape,
      records: z
        .array(z.union(Object.values(batchEntries(nouns))))
        .min(1)
        .max(mostRecords)
        .describe('In any order: records may refer to each other.'),
    })
    .meta({
      id: 'BatchRequest',
      description: 'What to write. As NDJSON: one entry of `records` a line, and the settings as query parameters.',
      examples: [{ mode: 'atomic', dryRun: true, records: [exampleDeletion(nouns)] }],
    }),
)

function exampleDeletion(nouns: Nouns) {
  const { name, example } = exampleNoun(nouns)
  return { noun: name, id: example.id, op: 'delete', ifVersion: 1 }
}

const count = z.int().min(0).max(mostRecords)
const batchRow = (nouns: Nouns) =>
  z.strictObject({
    index: count.describe('Place in the request.'),
    noun: nounName(nouns).nullable().describe('Null where the entry names no noun.'),
    id: z.string().nullable(),
    status: z.enum(['created', 'updated', 'unchanged', 'deleted', 'failed']),
    version: ownedFields.version.optional().describe('The version that stands now, or would after a dry run.'),
    problem: problem.optional().describe('Why it failed; pointers are into the record.'),
  })

export const batchAnswer = (nouns: Nouns) =>
  z
    .strictObject({
      seq: z
        .int()
        .min(0)
        .max(1e15)
        .describe('Log position of the last change made, or at which nothing had to be done.'),
      summary: z.strictObject({ created: count, updated: count, unchanged: count, deleted: count, failed: count }),
      results: z.array(batchRow(nouns)).describe('One for each entry, in the order of the request.'),
    })
    .meta({ id: 'BatchAnswer' })
export type BatchRow = Omit<z.infer<ReturnType<typeof batchRow>>, 'problem'> & { problem?: Record<string, unknown> }
