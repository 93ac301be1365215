import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { judge, measureOf } from '../../tests/support/judged-queries.ts'
import type { Bench } from '../context.ts'
import { walk } from '../load/fire.ts'
import { spell } from '../load/spell.ts'
import { temporaryFolder } from '../machine/child.ts'
import { startService } from '../machine/service.ts'
import { addFact, type Results } from '../results.ts'
import { say } from '../say.ts'
import { toRow } from './walk-turns.ts'

const times = 15

/** The real record on the embedded database: the example of each read, one client, uncached. */
export async function measureEmbedded({ results }: Bench): Promise<void> {
  const service = await startService({ DATA_DIR: join(temporaryFolder(), 'embedded') })
  const paths = await exampleReads(service.url)
  const laps = Array.from({ length: times }, (_, n) => paths.map(({ label, path }) => ({ label, path: vary(path, n) })))
  const walked = await walk({ url: service.url, connections: 1, requests: laps.flat() }, { service: service.pid })
  const rows = paths.map(({ label }) => toRow(`embedded: ${label}`, 1, [walked], (own) => own === label))
  results.rows.push(
    toRow('embedded', 1, [walked], () => true),
    ...rows,
  )
  await addJudgement(results, service.url)
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

/** How well searches find what people expect, by the judged queries of the tests. */
async function addJudgement(results: Results, url: string): Promise<void> {
  const { meanReciprocalRank, recallAt10 } = measureOf(await judge(async (path) => (await fetch(url + path)).json()))
  addFact(results, 'judged queries, mean reciprocal rank', Number(meanReciprocalRank.toFixed(3)), '')
  addFact(results, 'judged queries, recall at 10', Number(recallAt10.toFixed(3)), '')
  say(`Judged queries: mean reciprocal rank ${meanReciprocalRank.toFixed(3)}, recall at 10 ${recallAt10.toFixed(3)}`)
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

interface Contract {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>
  components: { parameters: Record<string, Parameter> }
}
interface Parameter {
  $ref?: string
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  example?: unknown
  schema?: { example?: unknown; examples?: unknown[]; enum?: unknown[] }
}

/** Every read of the contract with its example parameters, except routes that need a key or never end. */
async function exampleReads(url: string): Promise<{ label: string; path: string }[]> {
  const contract: Contract = JSON.parse(await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'))
  const whole = (parameter: Parameter) =>
    contract.components.parameters[parameter.$ref?.split('/').at(-1) ?? ''] ?? parameter
  const reads: { label: string; path: string }[] = []
  for (const [template, { get }] of Object.entries(contract.paths)) {
    if (!get || template.endsWith('/stream') || template.startsWith('/v1/keys')) continue
    const needed = (get.parameters ?? []).map(whole).filter(({ required }) => required)
    const query = needed.filter((parameter) => parameter.in === 'query').map((one) => `${one.name}=${exampleOf(one)}`)
    const filled = template.replace(/\{(\w+)\}/g, (_, name) =>
      exampleOf(needed.find((parameter) => parameter.in === 'path' && parameter.name === name)),
    )
    const path = query.length > 0 ? `${filled}?${query.join('&')}` : filled
    const response = await fetch(url + path)
    await response.arrayBuffer()
    if (response.status === 200) reads.push({ label: `GET ${template}`, path })
    else say(`Not measured: ${path} answered ${response.status}`)
  }
  return reads
}

function exampleOf(parameter: Parameter | undefined): string {
  const { example, schema, name } = parameter ?? {}
  const value = example ?? schema?.example ?? schema?.examples?.[0] ?? schema?.enum?.[0] ?? fallbacks[name ?? ''] ?? ''
  return encodeURIComponent(String(Array.isArray(value) ? value[0] : value))
}

/** Values for parameters without an example in the contract. */
const fallbacks: Record<string, string> = { id: 'shanghai', version: '1' }

/** The same read in another spelling, or with another number of hits where there is little to spell. */
function vary(path: string, n: number): string {
  if (!path.startsWith('/v1/') || n === 0) return path
  if (/^\/v1\/(?:search|suggest)\?/.test(path)) return `${path}&limit=${4 + n}`
  return spell(path, n, '/v1/'.length)
}

/** Requests /livez without a pause while one heavy request runs, and gives the longest wait. */
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
