import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { Bench } from '../context.ts'
import { addFact, rowOf } from '../results.ts'
import { walkTurns } from './walk-turns.ts'

const facets = ['domain', 'mechanism', 'party', 'type', 'status', 'year', 'organization', 'side']

/** Pages for people beside the JSON of the same: a list with its facets, and one record. */
export async function measurePages(bench: Bench): Promise<void> {
  const [id = ''] = bench.data.ids
  const counted = facets.map((facet) => `facets=${facet}`).join('&')
  const rows = await walkTurns(bench, 'pages', {
    'list, page': '/en/agreements?mechanism=shanghai',
    'list, JSON': `/v1/agreements?mechanism=shanghai&limit=20&${counted}`,
    'record, page': `/en/agreements/${id}`,
    'record, JSON': `/v1/agreements/${id}`,
  })
  bench.results.rows.push(...rows)
  for (const kind of ['list', 'record']) {
    const [page, json] = ['page', 'JSON'].map((form) => rowOf(bench.results, `pages: ${kind}, ${form}`, 1)?.p50)
    if (page !== undefined && json !== undefined)
      addFact(bench.results, `${kind} as a page, beyond 1.5 times its JSON`, page - 1.5 * json, 'ms')
  }
  await weigh(bench, 'list', '/en/agreements')
  await weigh(bench, 'record', `/en/agreements/${id}`)
}

/** What a page weighs over the wire, with its stylesheet. */
async function weigh({ service, results }: Bench, kind: string, path: string): Promise<void> {
  const page = await (await fetch(service.url + path, { headers: { accept: 'text/html' } })).text()
  const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1] ?? ''
  const lengths = await Promise.all([path, stylesheet].map((one) => packedLength(service.url + one)))
  addFact(results, `${kind} as a page, over the wire`, lengths.reduce((sum, length) => sum + length, 0) / 1000, 'kB')
}

/** The bytes of an answer as they are sent; fetch would unpack them. */
async function packedLength(url: string): Promise<number> {
  const request = get(url, { headers: { accept: 'text/html', 'accept-encoding': 'br, gzip' } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  let length = 0
  for await (const chunk of answer) length += chunk.length
  return length
}
