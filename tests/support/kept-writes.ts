import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import type { Load, Tally } from './load.ts'
import type { PostgresNode } from './postgres-node.ts'
import { environmentWith, launcher, program } from './program.ts'

// What holds of a load and of the database behind it, whatever has failed meanwhile.

/** Compares the acknowledged writes with the log: which are missing, or not where their answer said, and which are there more than once. */
async function compareWithLog(ask: PostgresNode['ask'], { acknowledged }: Tally) {
  // Writes that are acknowledged during the query may not be in its answer.
  const said = acknowledged.slice()
  const kept = await ask<{ title: string; seq: number }>(
    `select content::json->'title'->>'en' as title, changes.seq::float8 as seq
    from versions join changes using (version_id) where versions.noun = 'sources' and versions.id like 'written-%'`,
  )
  const places = new Map<string, number[]>()
  for (const { title, seq } of kept) places.set(title, [...(places.get(title) ?? []), seq])
  return {
    lost: said.flatMap(({ title, seq }) => (places.get(title)?.includes(seq) ? [] : [title])),
    twice: [...places].flatMap(([title, { length }]) => (length > 1 ? [title] : [])),
  }
}

/** Checks that each acknowledged write is kept, once and where its answer said, and that the feed and readers tell so. */
export async function checkKept(t: Test, { tally }: Load, ask: PostgresNode['ask']) {
  const { lost, twice } = await compareWithLog(ask, tally)
  t.same(lost, [], `none of ${tally.acknowledged.length} acknowledged writes is lost`)
  t.same(twice, [], 'none is kept twice')
  t.same(tally.writeFaults.slice(0, 5), [], 'none is refused')
  t.same(tally.feedFaults.slice(0, 5), [], 'the feed has no gap and keeps its order')
  t.same(tally.staleReads.slice(0, 5), [], 'readers see what was written')
  return { lost, twice }
}

const excuses = /: (503 \{"type":|TypeError: (fetch failed|terminated))/

/** Reads that failed otherwise than by a lost connection, or by being told to try again. */
export const withoutExcuse = ({ readsFailed }: Tally) => readsFailed.filter((failure) => !excuses.test(failure))

/** Ends a load over a server that is whole again, and checks all that it leaves. */
export async function checkEnd(t: Test, load: Load, { ask, url }: PostgresNode): Promise<void> {
  await load.caughtUp()
  await load.stop()
  await checkKept(t, load, ask)
  t.same(withoutExcuse(load.tally), [], 'reads are answered, or told to try again')
  await checkSound(t, { DATABASE_URL: url })
}

/** Has the command `verify` compare the log and the rows of a database. */
export async function checkSound(t: Test, environment: Parameters<typeof environmentWith>[0]): Promise<void> {
  const { stdout } = await promisify(execFile)(launcher, [...program, 'verify'], { env: environmentWith(environment) })
  t.match(stdout, /nothing amiss/, 'the log and the rows are sound')
}
