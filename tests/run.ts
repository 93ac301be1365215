import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../src/database/connect.ts'
import { PgliteClient } from '../src/database/pglite-client.ts'
import { onServer } from './support/database.ts'
import { startPostgres } from './support/postgres.ts'

// Runs the suite on a real Postgres, then its core on PGlite, and closes with one line that counts both.

/** What is run again on PGlite: whatever asks the database for something that the two might answer differently. */
const core = ['reads', 'search', 'formats', 'dataset', 'database']

const folder = mkdtempSync(join(tmpdir(), 'registry-tests-'))
const server = await startPostgres()
const template = 'registry_template'
await onServer(server.url, `create database ${template}`)
const migrated = await connect({
  databaseUrl: Object.assign(new URL(server.url), { pathname: `/${template}` }).href,
  dataDirectory: '',
})
await migrated.migrate()
await migrated.close()
const postgres = { TEST_DATABASE: 'postgres', TEST_POSTGRES_URL: server.url, TEST_POSTGRES_TEMPLATE: template }

const dump = join(folder, 'pglite.tar')
await dumpBlank(dump)
const pglite = { TEST_DATABASE: 'pglite', TEST_PGLITE_DUMP: dump }

try {
  const named = process.argv.slice(2)
  const runs = [
    await run('Postgres', named.length > 0 ? named : ['tests/*.test.ts'], postgres),
    await run('PGlite', named.length > 0 ? named : core.map((name) => `tests/${name}.test.ts`), pglite),
  ]
  const [passed, failed] = [sum(runs.map((each) => each.passed)), sum(runs.map((each) => each.failed))]
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || runs.some(({ code }) => code !== 0) ? 1 : 0
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function dumpBlank(file: string): Promise<void> {
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  const client = new PgliteClient({})
  await migrate(drizzle({ client: client as never }), { migrationsFolder: 'drizzle' })
  writeFileSync(file, Buffer.from(await (await client.dump()).arrayBuffer()))
  await client.close()
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
  const text = readFileSync(output, 'utf8')
  // The totals of the whole run are the last that the output tells.
  const totals = text.match(/^# \{.*\}$/gm)?.at(-1) ?? ''
  const count = (word: string) => Number(new RegExp(`${word}: (\\d+)`).exec(totals)?.[1] ?? 0)
  return { code, passed: count('pass'), failed: count('fail') }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
