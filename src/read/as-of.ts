import { z } from 'zod'
import type { Database } from '../database/connect.ts'
import { message } from '../language/messages.ts'
import { type Moment, momentPattern, recordedMomentOf } from '../log/moments.ts'
import { withoutSharing } from '../memory/at-position.ts'
import { recordFinder } from './find-record.ts'
import { idChecks } from './known-ids.ts'
import { readNow, readPast } from './past/read-past.ts'
import { bodyReader, VersionGone } from './record-texts.ts'
import type { Registry, View } from './registry.ts'

// Each answer is read at one moment, which its `Registry-Seq` names. One statement sees one moment by itself, and
// versions in the log never change. Answers of several statements are read here.

export const asOf = z
  .string()
  .regex(
    momentPattern,
    message(
      'must be a position of the log, a day, an instant such as 2026-11-24T09:00:00Z, or the name of an edition',
      '須為日誌位置、日期、時刻（例如 2026-11-24T09:00:00Z）或版次名稱',
      '须为日志位置、日期、时刻（例如 2026-11-24T09:00:00Z）或版次名称',
    ),
  )
  .max(60)
  .optional()
  .describe(
    'The registry as it stood after this change number, at the end of this instant or day of Hong Kong, or in this edition. The present day means now.',
  )
  .meta({ example: '1' })

/** Reads an answer, and gives what sends it. */
type Reading<T> = (view: View) => Promise<() => T>

/**
 * Reads an answer in the registry as it stood at the moment that a query names, or as it stands where it names none, and
 * sends it when the moment is over: a reply is awaited until the client has it, however slow the client is. A route takes
 * `asOf` by putting it into its query and its handler into this.
 */
export function answerAtOneMoment<T>(registry: Registry, query: { asOf?: string }, answer: Reading<T>): Promise<T> {
  return answerAsOf(registry, query, (view) => readAtOneMoment(view, answer))
}

/** The same where what is read about the present is of one statement, or sees to it itself that it is of one moment. */
export async function answerAsOf<T>(registry: Registry, { asOf }: { asOf?: string }, answer: Reading<T>): Promise<T> {
  const send = await (asOf === undefined ? answer(registry) : atPast(registry, asOf, answer))
  return send()
}

/** Reads in the registry as it stands, or in the past that it is of, all at one moment. */
export function readAtOneMoment<T>(view: View, read: (view: View) => Promise<T>): Promise<T> {
  if (view.isOneMoment) return read(view)
  // The counts and ids in memory may be those of a later position.
  const counts = { ...view.counts, has: () => false }
  return readNow(view.db, (db) => read(viewOf(view, db, { counts, readBodies: bodyReader(db, view.texts) })))
}

/**
 * Reads by statements that each tell their position, which is nearly always one. Where the log has moved between them, they
 * are made again at one moment.
 */
export async function readAtOnePosition<T>(
  view: View,
  read: (view: View, isOf: (seq: number) => void) => Promise<T>,
): Promise<T> {
  const seqs = new Set<number>()
  const found = await orAtOneMoment(view, (view) => read(view, (seq) => seqs.add(seq)))
  return seqs.size > 1 ? readAtOneMoment(view, (view) => read(view, () => {})) : found
}

/** Reads again at one moment where a version that a first statement named was gone before the next. */
export async function orAtOneMoment<T>(view: View, read: (view: View) => Promise<T>): Promise<T> {
  try {
    return await read(view)
  } catch (error) {
    if (!(error instanceof VersionGone) || view.isOneMoment) throw error
    return readAtOneMoment(view, read)
  }
}

async function atPast<T>(registry: Registry, asOf: string, read: (view: View) => Promise<T>): Promise<T> {
  const { pastCounts } = registry
  const past = await momentIn(registry, asOf)
  await pastCounts.reach(past.seq)
  return readPast(registry, past.seq, (db, moment) => {
    const counts = { ...registry.counts, ...pastCounts.at(moment) }
    const readBodies = bodyReader(db, registry.texts, registry.pastTexts)
    return read(viewOf(registry, db, { past, counts, readBodies }))
  })
}

/** The moment that `asOf` names. A fixed one is remembered: it stays where it is in this log. */
export async function momentIn({ newest, head, moments }: Registry, asOf: string): Promise<Moment> {
  const key = `${head.epoch()} ${asOf}`
  const known = moments.find(key)
  if (known) return known
  const moment = await recordedMomentOf(newest, asOf)
  if (moment.fixed) moments.keep(key, moment, bytesOfMoment)
  return moment
}

const bytesOfMoment = 100

/** All by name, so that nothing that is read at another moment comes along. */
function viewOf(
  { nouns, head, texts, totals, faulty, isLarge }: View,
  db: Database,
  ofMoment: Pick<View, 'past' | 'counts' | 'readBodies'>,
): View {
  const own = { db, newest: db, ...recordFinder(db, texts), idChecks: idChecks(nouns), isOneMoment: true as const }
  const memories = { totals: withoutSharing(totals), faulty: withoutSharing(faulty) }
  return { nouns, head, texts, isLarge, ...memories, ...own, ...ofMoment }
}
