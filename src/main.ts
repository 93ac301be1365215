#!/usr/bin/env node
import { type CommandInput, CommandProblem, passWords } from './commands/command.ts'
import { ConfigProblem, readConfig } from './config.ts'
import { DatabaseProblem } from './database/problems.ts'
import { nouns } from './nouns/all.ts'

const usage = `Usage: registry <command>
  serve                                   answer over HTTP
  migrate [--grant-to <role>] [--remake]  bring the database up to date
  import <files|folder> [--dry-run]       write records, say what changed
  export [folder|file.ndjson]             write all records to files
  release <name> [folder]                 name a state of the data files
  check <files|folder>                    say what does not fit in a data set
  keys create|list|revoke                 make, show and revoke the keys of writers
  verify                                  recompute the log, compare the state with it
  restored                                say that the database was put back
  mirror <url> [--once]                   keep this registry equal to another
  openapi [folder]                        write openapi.json and openapi.yaml`

/** The command table. A command is loaded when it is typed: the whole service takes longer to load than most of them to run. */
const commands = new Map<string, () => Promise<(input: CommandInput) => Promise<void>>>([
  ['serve', async () => (await import('./commands/serve.ts')).serve],
  ['migrate', async () => (await import('./commands/migrate.ts')).migrate],
  ['import', async () => (await import('./commands/import.ts')).importRecords],
  ['export', async () => (await import('./commands/export.ts')).exportRecords],
  ['release', async () => (await import('./commands/release.ts')).release],
  ['check', async () => (await import('./commands/check.ts')).check],
  ['keys', async () => (await import('./commands/keys.ts')).keys],
  ['verify', async () => (await import('./commands/verify.ts')).verify],
  ['restored', async () => (await import('./commands/restored.ts')).restored],
  ['mirror', async () => (await import('./commands/mirror.ts')).mirror],
  ['openapi', async () => (await import('./commands/openapi.ts')).openapi],
])

async function main([word = 'help', ...words]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(word)) return console.log(usage)
  const load = commands.get(word)
  if (!load) throw new CommandProblem(`There is no command "${word}".\n${usage}`)
  const run = await load()
  await run({ words: passWords(words), config: readConfig(), nouns, say: (line) => console.log(line) })
}

/** Prints a problem that a person can fix as one line, and any other error whole. */
function tell(error: unknown): void {
  const known = error instanceof CommandProblem || error instanceof ConfigProblem || error instanceof DatabaseProblem
  const system = error instanceof Error && 'syscall' in error ? error : undefined
  console.error(known || system ? (error as Error).message : error)
}

main(process.argv.slice(2)).catch((error) => {
  tell(error)
  process.exitCode = 1
  // The channel to the primary process would keep alive a worker that cannot start.
  if (process.connected) process.exit()
})
