import { z } from 'zod'
import { changeKinds } from '../../database/change-kinds.ts'
import { localizedText, slug } from '../../model/fields.ts'
import { dayOrInstant } from '../../model/instant-bounds.ts'
import type { Nouns } from '../../model/noun.ts'
import { nounName, nounParameter } from '../../model/noun-parameter.ts'
import { type Cursor, cursor } from '../../model/page-cursor.ts'
import { pageLimit, wholeNumber } from '../../model/page-parameters.ts'

const mostChanges = 1_000
/** In seconds: proxies end what is silent for longer. */
const longestWait = 25
const mostVersions = 200

const seq = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER - 1)
const op = z.enum(['create', 'update', 'delete', 'restore'])
const kind = z
  .enum(changeKinds)
  .describe(
    'What the change says of the world: a record was added, put right, went on with the times, or was taken back.',
  )
const fields = z.array(z.string()).describe('The top-level members that it changed; none where all is new, or gone.')
const label = localizedText.describe('The name of the record by language, as this change left it.')
const instant = z.string().describe('When the change was committed, UTC, to the microsecond.')

const after = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('A cursor: what comes after it. Absent: from the beginning. `now`: only a position to begin at.')
  .meta({ examples: ['now'] })
const since = dayOrInstant
  .optional()
  .describe(
    'What was committed from this day of Hong Kong or this instant on; `Registry-Since` tells the position. Not with `after`.',
  )
  .meta({ examples: ['2026-11-24'] })
const include = z
  .enum(['record'])
  .optional()
  .describe('`record` adds the record as this change left it; null for a deletion.')
  .meta({ example: 'record' })

export const changesQuery = (nouns: Nouns) =>
  z.strictObject({
    after,
    since,
    limit: pageLimit('Changes a page.', 100, mostChanges),
    noun: nounParameter(nouns),
    wait: wholeNumber(0, longestWait)
      .prefault(0)
      .describe('Seconds to wait for a change that matches when there is none yet.')
      .meta({ example: 0 }),
    include,
  })
export type ChangesQuery = z.output<ReturnType<typeof changesQuery>>

export const changesAnswer = (nouns: Nouns) =>
  z
    .strictObject({
      changes: z.array(
        z.strictObject({
          seq: seq.describe('Numbered without gaps in the order of commits.'),
          rev: z.int().min(1).describe('The write that the change was part of; its changes follow each other.'),
          noun: nounName(nouns),
          id: slug,
          version: z.int().min(1),
          op,
          kind,
          at: instant,
          fields,
          reason: z.string().nullable().describe('Why, as its writer said.'),
          label,
          record: z.looseObject({}).nullable().optional(),
        }),
      ),
      cursor: z.string().describe('Where to go on; it moves on whether anything matched or not.'),
      head: seq.describe('The end of the log.'),
      hasMore: z.boolean().describe('Whether more of the log lies beyond the cursor.'),
    })
    .meta({ id: 'Changes' })

export const streamQuery = (nouns: Nouns) => z.strictObject({ after, noun: nounParameter(nouns), include })
export type StreamQuery = z.output<ReturnType<typeof streamQuery>>

const sha256 = z.string().describe('SHA-256 of the record without `version`, `createdAt` and `updatedAt`.')

export const manifestQuery = (nouns: Nouns) => z.strictObject({ noun: nounParameter(nouns) })

export const manifestAnswer = (nouns: Nouns) =>
  z
    .strictObject({
      seq,
      records: z.array(
        z.strictObject({
          noun: nounName(nouns),
          id: slug,
          version: z.int().min(1),
          sha256,
        }),
      ),
      root: z
        .string()
        .describe(
          'The state root: SHA-256 of a line `noun id sha256` of each of these records, by noun and id, each ended by a line feed.',
        ),
    })
    .meta({ id: 'Manifest' })

export const versionsQuery = z.strictObject({
  limit: pageLimit('Versions a page.', 50, mostVersions),
  cursor: cursor.optional(),
})
export type VersionsQuery = { limit: number; cursor?: Cursor }

export const versionsAnswer = z
  .strictObject({
    data: z.array(
      z.strictObject({
        version: z.int().min(1),
        op,
        kind,
        id: slug.describe('The id that the record had then.'),
        at: instant,
        seq,
        actor: z.string().describe('Who wrote it: `key:<id>`, or a command.'),
        reason: z.string().nullable(),
        requestId: z.string().nullable(),
        fields,
        sha256,
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Versions' })

export const diffQuery = z.strictObject({
  from: wholeNumber(0, 1_000_000_000)
    .optional()
    .describe('The version to start from; without it the one before.')
    .meta({ example: 1 }),
})

export const diffAnswer = z
  .strictObject({
    from: z.int().min(0),
    to: z.int().min(1),
    patch: z
      .array(z.looseObject({ op: z.string(), path: z.string() }))
      .describe('A JSON Patch (RFC 6902) that makes the one of the other.'),
  })
  .meta({ id: 'VersionDiff' })
