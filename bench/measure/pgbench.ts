import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findBinaries } from '../../tests/support/postgres-binaries.ts'
import type { Bench } from '../context.ts'
import { median } from '../load/shots.ts'
import { spell } from '../load/spell.ts'
import { temporaryFolder } from '../machine/child.ts'
import { startService } from '../machine/service.ts'
import { addFact } from '../results.ts'
import { say } from '../say.ts'
import { overhear, type Statement } from './overhear.ts'

/** pgbench takes at most 128 scripts. */
const mostScripts = 100
const clients = 4

/** The limit of the database: the statements that the service sends, without the service. */
export async function measurePgbench(bench: Bench): Promise<void> {
  const folder = findBinaries('pgbench', 'newest')
  if (!folder) {
    bench.results.notes.push('pgbench is not on this machine, so the limit of the database was not measured.')
    return
  }
  const { data, results, options } = bench
  const record = data.ids.slice(0, mostScripts).map((id) => `/v1/agreements/${id}`)
  const list = data.domains.map((domain) => `/v1/agreements?domain=${domain}&sort=-signedOn&limit=50`)
  const statements = await statementsOf(bench, { record, list })
  for (const [name, rows] of [
    ['record', 1],
    ['list', 50],
  ] as const) {
    const files = await writeScripts(name, statements[name])
    const rates: number[] = []
    for (let round = 0; round < options.rounds; round += 1) rates.push(await run(folder, bench, files))
    addFact(results, `pgbench, ${name}`, Math.round(median(rates)), 'statements/s')
    addFact(results, `pgbench, ${name}, records`, Math.round(median(rates) * rows), 'records/s')
    say(`pgbench, ${name}: ${Math.round(median(rates))}/s`)
  }
}

/** Chooses the statements of requests: the service also reads the end of the log now and then. */
const isOfRequest = /"versions"|\bpage\b/

/** The statements that the service sends for each path, once it remembers the totals and the ids. */
async function statementsOf({ databaseUrl }: Bench, paths: Record<'record' | 'list', string[]>) {
  const { url, heard } = await overhear(databaseUrl)
  const service = await startService({ DATABASE_URL: url })
  const ask = async (path: string) => (await fetch(service.url + path)).arrayBuffer()
  const statements = { record: [] as Statement[], list: [] as Statement[] }
  for (const name of ['record', 'list'] as const)
    for (const path of paths[name]) {
      await ask(path)
      heard.length = 0
      await ask(spell(path, 1))
      statements[name].push(...heard.filter(({ sql }) => isOfRequest.test(sql)))
    }
  await service.stop()
  return statements
}

async function writeScripts(name: string, statements: Statement[]): Promise<string[]> {
  if (statements.length === 0) throw new Error(`No statement was heard for ${name}.`)
  const texts = statements.slice(0, mostScripts).map(({ sql, values }) =>
    sql.replace(/\$(\d+)/g, (_, n) => {
      const value = values[Number(n) - 1]
      return value == null ? 'null' : `'${value.replaceAll("'", "''")}'`
    }),
  )
  return Promise.all(
    texts.map(async (text, index) => {
      const file = join(temporaryFolder(), `${name}-${index}.sql`)
      await writeFile(file, `${text.replaceAll('\n', ' ')};\n`)
      return file
    }),
  )
}

async function run(folder: string, { databaseUrl, options }: Bench, files: string[]): Promise<number> {
  const words = ['-n', '-M', 'prepared', '-c', String(clients), '-T', String(options.seconds)]
  const scripts = files.flatMap((file) => ['-f', file])
  const { stdout } = await promisify(execFile)(join(folder, 'pgbench'), [...words, ...scripts, databaseUrl], {
    maxBuffer: 2 ** 24,
  })
  return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
}
