import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { onServer } from '../../tests/support/on-server.ts'
import type { Bench } from '../context.ts'
import { median } from '../load/shots.ts'
import { startImport } from '../load-database.ts'
import { temporaryFolder } from '../machine/child.ts'
import { addFact, type Results } from '../results.ts'
import { say } from '../say.ts'
import { writeSource } from './polls.ts'

/** How many versions each agreement has before the past is measured. */
const versions = 3
const turns = 9
/** How long the past may take to be read into memory, and how often this is checked, in milliseconds. */
const loadedWithin = 180_000
const lookEvery = 1_000

const list = '/v1/agreements'
const questions: Record<string, string> = {
  'list by date': list,
  'list by date, without its total': `${list}?total=none`,
  'by domain': `${list}?domain=finance`,
  'by domain and type': `${list}?domain=health&type=memorandum-of-understanding`,
  'by party': `${list}?party=cn-sh`,
  'three facets': `${list}?facets=domain&facets=mechanism&facets=year`,
  'sort=id': `${list}?sort=id`,
  'sort=id, without its total': `${list}?sort=id&total=none`,
  'sort=id by domain': `${list}?sort=id&domain=finance`,
  'sort=-updatedAt': `${list}?sort=-updatedAt`,
  'sort=-createdAt': `${list}?sort=-createdAt`,
  'a word in one noun': `${list}?q=telegraph`,
  search: '/v1/search?q=telegraph',
  matrix: '/v1/matrix?rows=mechanism&columns=domain',
  'timeline by domain': '/v1/timeline?by=domain',
  'citations of a source': '/v1/sources/legco-2024-10/citations',
}

/**
 * Asks each question about the present and about the past, in turns. The present is asked about after a write, and the past
 * at positions from early to near the end of which nobody asked before, so that neither answer is remembered.
 */
export async function measurePast(bench: Bench): Promise<void> {
  await writeVersions(bench)
  const { service, results } = bench
  const ask = (path: string) => took(service.url + path)
  const end = await endOfLog(service.url)
  let asked = 0
  /** Multiples of the golden section are spread evenly, however many they are. */
  const pastPosition = () => Math.floor(end * (0.02 + 0.96 * ((++asked * 0.618_034) % 1)))
  const asOf = (path: string) => `${path}${path.includes('?') ? '&' : '?'}asOf=${pastPosition()}`
  await isLoaded(() => ask(asOf(questions['three facets'] ?? list)))
  for (const path of Object.values(questions)) for (const one of [path, asOf(path)]) await ask(one)
  for (const [label, path] of Object.entries(questions)) {
    const times: { present: number[]; past: number[] } = { present: [], past: [] }
    for (let turn = 0; turn < turns; turn += 1) {
      await writeSource(service.url, `bench-past-${Date.now()}`)
      // Both questions wait until the counts in memory include the write.
      await ask(`${list}?facets=type&limit=1&total=none`)
      times.present.push(await ask(path))
      times.past.push(await ask(asOf(path)))
    }
    tell(results, label, median(times.present), median(times.past))
  }
}

function tell(results: Results, label: string, present: number, past: number): void {
  addFact(results, `past: ${label}, present`, Number(present.toFixed(1)), 'ms')
  addFact(results, `past: ${label}, past`, Number(past.toFixed(1)), 'ms')
  addFact(results, `past: ${label}, share`, Number((past / present).toFixed(2)), '×')
  say(`${label}: ${present.toFixed(1)} and ${past.toFixed(1)} ms, ${(past / present).toFixed(2)} ×`)
}

async function took(address: string): Promise<number> {
  const startedAt = performance.now()
  const answer = await fetch(address)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${address} was answered ${answer.status}: ${text.slice(0, 300)}`)
  return performance.now() - startedAt
}

async function endOfLog(url: string): Promise<number> {
  const answer = await fetch(`${url}/v1/sources?limit=1`)
  await answer.text()
  return Number(answer.headers.get('registry-seq'))
}

/** Until the past is in memory the database counts, which takes much longer or is given up. It is there when three in a row are quick. */
async function isLoaded(ask: () => Promise<number>): Promise<void> {
  const startedAt = performance.now()
  for (let quick = 0; quick < 3; ) {
    if (performance.now() - startedAt > loadedWithin) throw new Error('The past was not read into memory in time.')
    quick = (await ask().catch(() => Number.NaN)) < 400 ? quick + 1 : 0
    await pause(lookEvery)
  }
}

/** Writes every agreement again until there are enough versions: with another status, and a title of its own. */
async function writeVersions({ data, databaseUrl }: Bench): Promise<void> {
  const [{ most } = { most: 0 }] = await onServer<{ most: number }>(
    databaseUrl,
    `select max(version) as most from records where noun = 'agreements'`,
  )
  for (let version = most + 1; version <= versions; version += 1) {
    say(`Writing version ${version} of every agreement`)
    const file = join(temporaryFolder(), `version-${version}.ndjson`)
    await writeChanged(data.file, file, version)
    await startImport(databaseUrl, file).done
  }
  await onServer(databaseUrl, 'vacuum analyze', 'checkpoint')
}

async function writeChanged(from: string, to: string, version: number): Promise<void> {
  const lines = createInterface({ input: createReadStream(from) })
  await pipeline(async function* () {
    for await (const line of lines) {
      const { noun, record } = JSON.parse(line)
      if (noun !== 'agreements') continue
      record.status = record.status === 'signed' ? 'in-effect' : 'signed'
      record.title.en += ` (${version})`
      yield `${JSON.stringify({ noun, record })}\n`
    }
  }, createWriteStream(to))
}
