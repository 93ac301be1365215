import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { check } from '../src/commands/check.ts'
import { type CommandInput, CommandProblem } from '../src/commands/command.ts'
import { exportRecords } from '../src/commands/export.ts'
import { importRecords } from '../src/commands/import.ts'
import { keys } from '../src/commands/keys.ts'
import { migrate } from '../src/commands/migrate.ts'
import { mirror } from '../src/commands/mirror.ts'
import { openapi } from '../src/commands/openapi.ts'
import { release } from '../src/commands/release.ts'
import { restored } from '../src/commands/restored.ts'
import { serve } from '../src/commands/serve.ts'
import type { CommandName } from '../src/commands/usage.ts'
import { verify } from '../src/commands/verify.ts'
import { readConfig } from '../src/config.ts'
import { nouns } from '../src/nouns/all.ts'
import { environmentWith, launcher, program } from './support/program.ts'

const commands: Record<CommandName, (input: CommandInput) => Promise<void>> = {
  release,
  serve,
  migrate,
  import: importRecords,
  export: exportRecords,
  check,
  keys,
  verify,
  restored,
  mirror,
  openapi,
}

const env = environmentWith({})
const registry = (...words: string[]) => spawnSync(launcher, [...program, ...words], { env, encoding: 'utf8' })

t.test('every command', async (t) => {
  const refused: [CommandName, ...string[]][] = [
    ['serve', 'x'],
    ['migrate', 'x'],
    ['import'],
    ['import', '--dry-run'],
    ['import', 'seeds', '--dry-run=yes'],
    ['export', 'one', 'two'],
    ['check'],
    ['release'],
    ['release', '7', 'seeds'],
    ['release', 'x y'],
    ['release', 'x', '--read-until', 'x'],
    ['keys', 'make'],
    ['keys', 'create', '--label'],
    ['verify', 'x'],
    ['restored', 'x'],
    ['mirror', '--once'],
    ['mirror', 'ftp://registry.example'],
    ['mirror', 'https://one.example', 'https://two.example'],
    ['openapi', 'one', 'two'],
  ]
  for (const [name, run] of Object.entries(commands)) {
    const words = name === 'keys' ? ['list', '--nonsense'] : ['--nonsense']
    const input: CommandInput = { words, config: readConfig({}), nouns, say: t.fail }
    const error = await run(input).catch((error: unknown) => error)
    t.type(error, CommandProblem)
    t.match(error, { message: new RegExp(`^Unknown option '--nonsense'\\. ${name} takes [^\\n]+\\.$`) })
  }
  for (const [name, ...words] of refused) {
    const error = await commands[name]({ words, config: readConfig({}), nouns, say: t.fail }).catch(
      (error: unknown) => error,
    )
    t.type(error, CommandProblem, `${name} ${words.join(' ')} is refused`)
    t.match(error, { message: new RegExp(`^[^\\n]*${name} takes [^\\n]+\\.$`) })
  }
})

t.test('an error on a terminal stands on a line of its own', async (t) => {
  t.intercept(process.stderr, 'isTTY', { value: true })
  const written = t.capture(process.stderr, 'write', () => true)
  const config = { ...readConfig({}), dataDirectory: 'package.json/none' }
  for (const run of [importRecords, exportRecords]) {
    const error = await run({ words: ['seeds'], config, nouns, say: t.fail }).catch((error: unknown) => error)
    t.type(error, Error)
    t.equal(written().at(-1)?.args[0], '\r\u001b[K', 'what was shown of the work is taken away')
  }
})

t.test('the program', async (t) => {
  const help = registry('--help')
  t.match(help, { status: 0, stdout: /^Usage: registry <command>\n/ })
  for (const name of Object.keys(commands)) t.match(help.stdout, new RegExp(`^ {2}${name}\\b`, 'm'))
  const docs = readFileSync('docs/running.md', 'utf8')
  const [, ...usages] = help.stdout.match(/^ {0,2}\S.*$/gm) ?? []
  for (const one of usages) t.ok(docs.includes(`| \`${one.trim().replaceAll('|', '\\|')}\` `), `the docs say ${one}`)
  t.match(registry('exprot'), { status: 1, stdout: '', stderr: /^There is no command "exprot"\.\nUsage: / })
  const unwritten = ['-c', 'exec "$@" > /dev/full', 'sh', launcher, ...program, '--help']
  t.match(spawnSync('sh', unwritten, { env, encoding: 'utf8' }), {
    status: 1,
    stderr: /^The output is lost: ENOSPC[^\n]+\n$/,
  })
  t.match(registry('verify', '--all'), { status: 1, stdout: '', stderr: /^Unknown option '--all'\. [^\n]+\n$/ })
})
