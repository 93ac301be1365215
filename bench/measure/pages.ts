import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { nouns } from '../../src/nouns/all.ts'
import type { Bench } from '../context.ts'
import { addFact, rowOf } from '../results.ts'
import { walkTurns } from './walk-turns.ts'

const facets = ['domain', 'mechanism', 'party', 'type', 'status', 'year', 'organization', 'side']

/** Pages for people beside the JSON of the same: a list with its facets, and a record of each noun whose ids are long enough. */
export async function measurePages(bench: Bench): Promise<void> {
  const [id = ''] = bench.data.ids
  const counted = facets.map((facet) => `facets=${facet}`).join('&')
  const otherNouns = [...nouns.keys()].filter((noun) => noun !== 'agreements')
  const others = await Promise.all(otherNouns.map(async (noun) => [noun, await idOf(bench, noun)] as const))
  const records = [['agreements', id] as const, ...others].filter(([, id]) => canBeSpelled(id))
  const questions = {
    'list, page': '/en/agreements?mechanism=shanghai',
    'list, JSON': `/v1/agreements?mechanism=shanghai&limit=20&${counted}`,
    ...Object.fromEntries(
      records.flatMap(([noun, id]) => [
        [`${noun}, page`, `/en/${noun}/${id}`],
        [`${noun}, JSON`, `/v1/${noun}/${id}`],
      ]),
    ),
  }
  bench.results.rows.push(...(await walkTurns(bench, 'pages', questions)))
  for (const kind of ['list', ...records.map(([noun]) => noun)]) {
    const [page, json] = ['page', 'JSON'].map((form) => rowOf(bench.results, `pages: ${kind}, ${form}`, 1)?.p50)
    if (page !== undefined && json !== undefined)
      addFact(bench.results, `${kind} as a page, beyond 1.5 times its JSON`, page - 1.5 * json, 'ms')
  }
  await weigh(bench, 'list', '/en/agreements')
  await weigh(bench, 'agreements', `/en/agreements/${id}`)
}

/** Each letter and digit can be written in two ways, and each request has a spelling of its own. */
const canBeSpelled = (id: string) => id.replace(/[^a-z0-9]/g, '').length >= 10

/** The longest id of some, which can be spelled in the most ways; empty where the data set has none of a noun. */
async function idOf({ service }: Bench, noun: string): Promise<string> {
  const answer = await fetch(`${service.url}/v1/${noun}?fields=id&limit=100&total=none`)
  const { data } = (await answer.json()) as { data: { id: string }[] }
  const [longest = ''] = data.map(({ id }) => id).sort((one, other) => other.length - one.length)
  return longest
}

/** Measures the size of a page and of its stylesheet over the wire. */
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
