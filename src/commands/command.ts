import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { type Connection, connect, type Target } from '../database/connect.ts'
import { noticeRestore } from '../log/restore-watch.ts'
import type { Nouns } from '../model/noun.ts'
import { faultIn, trimmed } from '../problems/text-gate.ts'
import { buildPostponedIndexes } from '../write/postponed-indexes.ts'
import { reprojectIfStale } from '../write/reproject.ts'
import { type CommandName, takesOf } from './usage.ts'

/** The input of a command: its words, the settings, and a function that prints a line. */
export interface CommandInput {
  words: string[]
  config: Config
  nouns: Nouns
  say: (line: string) => void
}

/** A reason to stop that a person can act on. It is printed as one line, and the exit code is 1. */
export class CommandProblem extends Error {}

/** Turns errors of these kinds, which a person can act on, into a problem that is printed as one line. */
export async function asCommandProblem<T>(work: Promise<T>, ...kinds: (new (message: string) => Error)[]): Promise<T> {
  return work.catch((error: unknown) => {
    throw kinds.some((kind) => error instanceof kind) ? new CommandProblem((error as Error).message) : error
  })
}

/** The words of a command without white space around them. Node has put U+FFFD for bytes that are not UTF-8. */
export function passWords(words: string[]): string[] {
  return words.map((word, index) => {
    const fault = word.includes('\ufffd') ? 'It is not UTF-8.' : faultIn(word)?.en
    if (fault) throw new CommandProblem(`Word ${index + 1} after the command cannot be read. ${fault}`)
    return trimmed(word)
  })
}

type Flags = NonNullable<ParseArgsConfig['options']>

interface Grammar {
  /** Says what it takes to a user who gave other words. */
  command: CommandName
  /** How many words there are beside the flags; none unless told. */
  least?: number
  most?: number
}

/** The flags and the other words of a command, or one line that says what does not fit. */
export function readWords<const Known extends Flags = Record<never, never>>(
  args: string[],
  { command, least = 0, most = 0 }: Grammar,
  options = {} as Known,
) {
  const takes = takesOf(command)
  const { values: flags, positionals: words } = parse({ args, options, allowPositionals: true }, takes)
  if (words.length < least || words.length > most) throw new CommandProblem(takes)
  return { flags, words }
}

function parse<const Given extends ParseArgsConfig>(given: Given, takes: string) {
  try {
    return parseArgs(given)
  } catch (error) {
    // The first sentence names the flag; the others are about the parser.
    const [sentence] = (error as Error).message.split('. ')
    throw new CommandProblem(`${sentence}. ${takes}`)
  }
}

/** More changed records than this leave the statistics of the database out of date. */
const manyChanged = 1_000

/**
 * Gathers statistics where many records have changed. A server does so by itself after a minute, and the embedded database
 * never; until then searches are planned badly.
 */
export async function gatherStatistics(vacuum: Connection['vacuum'], changed: number): Promise<void> {
  if (changed > manyChanged) await vacuum()
}

/** Opens the migrated database for the length of a command. */
export async function withDatabase<T>(
  { config, nouns, say }: Pick<CommandInput, 'config' | 'nouns' | 'say'>,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect({ ...targetOf(config, say), isCommand: true })
  try {
    await makeCurrent(connection, nouns, say)
    return await use(connection)
  } finally {
    await connection.close()
  }
}

/** The database that the settings name. */
export function targetOf({ databaseUrl, dataDirectory }: Config, say: CommandInput['say']): Target {
  return { databaseUrl, dataDirectory, onWait: (holder) => say(`Waiting for ${holder}, which migrates the database.`) }
}

export const toldOfRestart =
  'The log goes on as another one: followers that have read what was undone begin anew, and positions of it are refused.'

const toldOfLaterRelease =
  'A later release has migrated the database. This one works beside it, and leaves out of rows what that release has added to them.'

/** Brings a database to the shape and the contents that this release needs. A standby gets both from its leader. */
export async function makeCurrent(
  connection: Connection,
  nouns: Nouns,
  say: CommandInput['say'] = () => {},
): Promise<void> {
  await connection.migrate()
  if (await connection.isOfLaterRelease?.()) say(toldOfLaterRelease)
  if (!(await connection.takesWrites())) return
  await noticeRestore(connection, (reason) => say(`${toldOfRestart} Reason: ${reason}.`))
  await reprojectIfStale(connection.leader, nouns)
  await buildPostponedIndexes(connection.leader)
}

/** Does long work, and shows how much of it is done while it goes on, when the output is a terminal. */
export async function withProgress<T>(what: string, work: (show: (count: number) => void) => Promise<T>): Promise<T> {
  const { stderr } = process
  if (!stderr.isTTY) return work(() => {})
  let shownAt = 0
  try {
    return await work((count) => {
      if (Date.now() - shownAt < 100) return
      shownAt = Date.now()
      stderr.write(`\r${what} ${count.toLocaleString('en')}`)
    })
  } finally {
    stderr.write('\r\u001b[K')
  }
}
