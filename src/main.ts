#!/usr/bin/env node
import { type CommandInput, CommandProblem, passWords } from './commands/command.ts'
import { type CommandName, usage } from './commands/usage.ts'
import { ConfigProblem, readConfig } from './config.ts'
import { DatabaseProblem } from './database/problems.ts'
import { nouns } from './nouns/all.ts'

/** The command table. A command is loaded when it is typed: the whole service takes longer to load than most of them to run. */
const commands: Record<CommandName, () => Promise<(input: CommandInput) => Promise<void>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  import: async () => (await import('./commands/import.ts')).importRecords,
  export: async () => (await import('./commands/export.ts')).exportRecords,
  release: async () => (await import('./commands/release.ts')).release,
  check: async () => (await import('./commands/check.ts')).check,
  keys: async () => (await import('./commands/keys.ts')).keys,
  verify: async () => (await import('./commands/verify.ts')).verify,
  restored: async () => (await import('./commands/restored.ts')).restored,
  mirror: async () => (await import('./commands/mirror.ts')).mirror,
  openapi: async () => (await import('./commands/openapi.ts')).openapi,
}

async function main([word = 'help', ...words]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(word)) return console.log(usage)
  if (!isCommand(word)) throw new CommandProblem(`There is no command "${word}".\n${usage}`)
  const run = await commands[word]()
  await run({ words: passWords(words), config: readConfig(), nouns, say: (line) => console.log(line) })
}

const isCommand = (word: string): word is CommandName => Object.hasOwn(commands, word)

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
