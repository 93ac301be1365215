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
  if (['help', '--help', '-h'].includes(word)) {
    say(usage)
    return hasSaid()
  }
  if (!isCommand(word)) throw new CommandProblem(`There is no command "${word}".\n${usage}`)
  const run = await commands[word]()
  await run({ words: passWords(words), config: readConfig(), nouns, say })
  if (word !== 'serve') await hasSaid()
}

let lost: NodeJS.ErrnoException | null | undefined
const note = (error?: Error | null) => {
  lost ??= error
}
// Without a listener, an output that cannot be written, such as a file on a full disk, would end a service.
process.stdout.on('error', note)

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Waits until all that was said is written. A command whose output is lost has failed, such as one that made a key. */
async function hasSaid(): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()))
  // A reader that has read enough closes a pipe.
  if (lost && lost.code !== 'EPIPE') throw new CommandProblem(`The output is lost: ${lost.message}`)
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
