#!/usr/bin/env node
import { check } from './commands/check.ts'
import { type CommandInput, CommandProblem, passWords } from './commands/command.ts'
import { exportRecords } from './commands/export.ts'
import { importRecords } from './commands/import.ts'
import { keys } from './commands/keys.ts'
import { migrate } from './commands/migrate.ts'
import { mirror } from './commands/mirror.ts'
import { openapi } from './commands/openapi.ts'
import { release } from './commands/release.ts'
import { restored } from './commands/restored.ts'
import { serve } from './commands/serve.ts'
import { verify } from './commands/verify.ts'
import { ConfigProblem, readConfig } from './config.ts'
import { DatabaseProblem } from './database/problems.ts'
import { nouns } from './nouns/all.ts'

/** The command table: the word that a user types, what it does, and the function that does it. */
const commands = new Map<string, { usage: string; run: (input: CommandInput) => Promise<void> }>([
  ['serve', { usage: 'serve                                   answer over HTTP', run: serve }],
  ['migrate', { usage: 'migrate [--grant-to <role>] [--remake]  bring the database up to date', run: migrate }],
  ['import', { usage: 'import <files|folder> [--dry-run]       write records, say what changed', run: importRecords }],
  ['export', { usage: 'export [folder|file.ndjson]             write all records to files', run: exportRecords }],
  ['release', { usage: 'release <name> [folder]                 name a state of the data files', run: release }],
  ['check', { usage: 'check <files|folder>                    say what does not fit in a data set', run: check }],
  ['keys', { usage: 'keys create|list|revoke                 make, show and revoke the keys of writers', run: keys }],
  [
    'verify',
    { usage: 'verify                                  recompute the log, compare the state with it', run: verify },
  ],
  ['restored', { usage: 'restored                                say that the database was put back', run: restored }],
  ['mirror', { usage: 'mirror <url> [--once]                   keep this registry equal to another', run: mirror }],
  ['openapi', { usage: 'openapi [folder]                        write openapi.json and openapi.yaml', run: openapi }],
])

function usage(): string {
  return ['Usage: registry <command>', ...[...commands.values()].map(({ usage }) => `  ${usage}`)].join('\n')
}

async function main([word = 'help', ...words]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(word)) return console.log(usage())
  const command = commands.get(word)
  if (!command) throw new CommandProblem(`There is no command "${word}".\n${usage()}`)
  await command.run({ words: passWords(words), config: readConfig(), nouns, say: (line) => console.log(line) })
}

/** What a person can mend is told in one line; anything else is a fault of the program and told whole. */
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
