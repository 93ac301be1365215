import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench } from '../context.ts'
import { walk } from '../load/fire.ts'
import { spell } from '../load/spell.ts'
import { temporaryFolder } from '../machine/child.ts'
import { startService } from '../machine/service.ts'
import { addFact } from '../results.ts'
import { say } from '../say.ts'
import { toRow } from './walk-turns.ts'

const times = 15

/** The real record on the embedded database: the example of each read, one client, uncached. */
export async function measureEmbedded({ results }: Bench): Promise<void> {
  const service = await startService({ DATA_DIR: join(temporaryFolder(), 'embedded') })
  const paths = await exampleReads(service.url)
  const laps = Array.from({ length: times }, (_, n) =>
    paths.map(({ label, path }) => ({ label, path: canSpell(path) ? spell(path, n) : path })),
  )
  const walked = await walk({ url: service.url, connections: 1, requests: laps.flat() }, { service: service.pid })
  const rows = paths.map(({ label }) => toRow(`embedded: ${label}`, 1, [walked], (own) => own === label))
  results.rows.push(
    toRow('embedded', 1, [walked], () => true),
    ...rows,
  )
  const [slowest] = [...rows].sort((one, other) => other.p50 - one.p50)
  if (slowest) {
    addFact(results, 'slowest read, embedded', slowest.p50, 'ms')
    results.notes.push(`The slowest read on the embedded database at the median: ${slowest.name.slice(10)}.`)
  }
  for (const [name, path] of heavy) {
    const gap = await longestGap(service.url, path)
    addFact(results, `longest gap of /livez, ${name}`, gap, 'ms')
    say(`/livez during ${name}: ${Math.round(gap)} ms`)
  }
  const gaps = results.facts.filter(({ name }) => name.startsWith('longest gap of /livez, ')).map(({ value }) => value)
  addFact(results, 'longest gap of /livez', Math.max(...gaps), 'ms')
  await service.stop()
}

const heavy = [
  ['a spreadsheet of all agreements', '/v1/agreements?format=xlsx'],
  ['a snapshot', '/v1/snapshot'],
  ['a list as of a past position', '/v1/agreements?asOf=1&limit=200'],
  [
    'a list with all that it refers to',
    '/v1/agreements?limit=200&include=signatories.organization&include=citations.source',
  ],
  ['a search', '/v1/search?q=%E5%90%88%E4%BD%9C&limit=100'],
] as const

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  example?: unknown
  examples?: Record<string, { value: unknown }>
  schema?: { example?: unknown; examples?: unknown[] }
}

/** Every read of the contract, with the example of what it needs; what needs a key or never ends is left out. */
async function exampleReads(url: string): Promise<{ label: string; path: string }[]> {
  const contract = JSON.parse(await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'))
  const found: { label: string; path: string }[] = []
  for (const [template, { get }] of Object.entries<{ get?: { operationId: string; parameters?: Parameter[] } }>(
    contract.paths,
  )) {
    if (!get) continue
    const needed = (get.parameters ?? []).filter(({ required }) => required)
    const inQuery = needed.filter((parameter) => parameter.in === 'query')
    const query = inQuery.map((parameter) => `${parameter.name}=${exampleOf(parameter)}`).join('&')
    const filled = template.replace(/\{(\w+)\}/g, (_, name) =>
      exampleOf(needed.find((parameter) => parameter.in === 'path' && parameter.name === name)),
    )
    const path = query ? `${filled}?${query}` : filled
    if (template.endsWith('/stream')) continue
    const response = await fetch(url + path)
    await response.arrayBuffer()
    if (response.status === 200) found.push({ label: `GET ${template}`, path })
    else say(`Not measured: ${path} answered ${response.status}`)
  }
  return found
}

function exampleOf(parameter: Parameter | undefined): string {
  const [named] = Object.values(parameter?.examples ?? {})
  const value =
    parameter?.example ?? named?.value ?? parameter?.schema?.example ?? parameter?.schema?.examples?.[0] ?? ''
  return encodeURIComponent(String(Array.isArray(value) ? value[0] : value))
}

/** Documents of one fixed address are found by their bytes. */
const canSpell = (path: string) => path.startsWith('/v1/') && /[a-z]{4}$/.test(path)

/** Asks /livez without a pause while one heavy request runs, and gives the longest that it had to wait. */
async function longestGap(url: string, path: string): Promise<number> {
  let isOver = false
  const work = fetch(url + path)
    .then((response) => response.arrayBuffer())
    .finally(() => {
      isOver = true
    })
  let longest = 0
  while (!isOver) {
    const startedAt = performance.now()
    await (await fetch(`${url}/livez`)).arrayBuffer()
    longest = Math.max(longest, performance.now() - startedAt)
  }
  await work
  return longest
}
