import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBlankDump, makeTemplate, onServer } from './support/database.ts'
import { startPostgres } from './support/postgres.ts'

// Runs the suite on a real Postgres, then its core on PGlite, and closes with one line that counts both.
// TEST_POSTGRES_URL names a server to use; without it, one is started.

/** What is run again on PGlite: whatever asks the database for something that the two might answer differently. */
const core = [
  'reads',
  'walking',
  'search',
  'formats',
  'dataset',
  'database',
  'facets',
  'counts',
  'reproject',
  'upgrade',
  'analysis',
  'matrix-timeline',
  'writes',
  'batch',
  'write-races',
  'idempotency',
  'keys',
]

const folder = mkdtempSync(join(tmpdir(), 'registry-tests-'))
const own = process.env.TEST_POSTGRES_URL ? undefined : await startPostgres()
const server = own?.url ?? process.env.TEST_POSTGRES_URL ?? ''
const template = await makeTemplate(server)

try {
  const named = process.argv.slice(2)
  const postgres = { TEST_DATABASE: 'postgres', TEST_POSTGRES_URL: server, TEST_POSTGRES_TEMPLATE: template }
  const first = await run('Postgres', named.length > 0 ? named : ['tests/*.test.ts'], postgres)

  const dump = join(folder, 'pglite.tar')
  writeFileSync(dump, Buffer.from(await (await makeBlankDump()).arrayBuffer()))
  const pglite = { TEST_DATABASE: 'pglite', TEST_PGLITE_DUMP: dump, TEST_POSTGRES_URL: server }
  const second = await run('PGlite', named.length > 0 ? named : core.map((name) => `tests/${name}.test.ts`), pglite)

  const failed = first.failed + second.failed
  // The reporter may leave the cursor within a line.
  console.log(`\n${first.passed + second.passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
} finally {
  await onServer(server, `drop database ${template}`)
  await own?.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function run(name: string, files: string[], environment: Record<string, string>) {
  console.log(`\n${name}`)
  const output = join(folder, `${name}.tap`)
  const tap = join('node_modules', '.bin', 'tap')
  const child = spawn(tap, ['run', '--reporter=terse', `--output-file=${output}`, ...files], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  // The totals of the whole run are the last that the output tells.
  const said = existsSync(output) ? readFileSync(output, 'utf8') : ''
  const totals = said.match(/^# \{.*\}$/gm)?.at(-1) ?? ''
  const count = (word: string) => Number(new RegExp(`${word}: (\\d+)`).exec(totals)?.[1] ?? 0)
  // A run may end badly with no assertion to blame, or with none at all.
  return { passed: count('pass'), failed: code === 0 ? count('fail') : Math.max(1, count('fail')) }
}
