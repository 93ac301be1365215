import { createHash, type Hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import type { NounName } from '../model/record-name.ts'
import { walkState } from './state-queries.ts'

// The root of a state depends on nothing but the records that stand: two registries with one root hold the same, whatever
// their logs are.

/** A hash to which lines of records are added in the order of nouns and ids. */
export const newRoot = (): Hash => createHash('sha256')

export function rootLine({ noun, id, sha256 }: { noun: string; id: string; sha256: string }): string {
  return `${noun} ${id} ${sha256}\n`
}

/** The root of records in any order. */
export function rootOf(records: { noun: string; id: string; sha256: string }[]): string {
  const lines = records.map(rootLine).sort()
  return newRoot().update(lines.join('')).digest('hex')
}

/** The root of the records that stood at a position. */
export async function stateRoot(db: Database, seq: number, nouns?: NounName[]): Promise<string> {
  const root = newRoot()
  const entry = sql`noun || ' ' || id || ' ' || encode(sha256, 'hex') || E'\\n'`
  for await (const { text } of walkState(db, { seq, nouns, entry, between: '' })) root.update(text)
  return root.digest('hex')
}
