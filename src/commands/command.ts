import type { Config } from '../config.ts'
import { type Connection, connect } from '../database/connect.ts'
import { nouns } from '../nouns/all.ts'
import { buildPostponedIndexes } from '../write/postponed-indexes.ts'
import { reprojectIfStale } from '../write/reproject.ts'

/** What a command is handed: its words, and a way to say things. */
export interface CommandInput {
  words: string[]
  config: Config
  say: (line: string) => void
}

/** A reason to stop that a person can act on: told in one line, exit code 1. */
export class CommandProblem extends Error {}

/** Opens the migrated database for the length of a command. */
export async function withDatabase<T>(config: Config, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect({ databaseUrl: config.databaseUrl, dataDirectory: config.dataDirectory })
  try {
    await makeCurrent(connection)
    return await use(connection)
  } finally {
    await connection.close()
  }
}

/** Brings a database to the shape and the contents that this release needs. */
export async function makeCurrent(connection: Connection): Promise<void> {
  await connection.migrate()
  await reprojectIfStale(connection.db, nouns)
  await buildPostponedIndexes(connection.db)
}

/** Shows a count while long work goes on, when the output is a terminal. */
export function progressOf(what: string): { show: (count: number) => void; done: () => void } {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => {}, done: () => {} }
  let shownAt = 0
  return {
    show: (count) => {
      if (Date.now() - shownAt < 100) return
      shownAt = Date.now()
      stderr.write(`\r${what} ${count.toLocaleString('en')}`)
    },
    done: () => stderr.write('\r\u001b[K'),
  }
}
