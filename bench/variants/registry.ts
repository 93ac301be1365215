import type { Bench } from '../context.ts'
import { spell } from '../load/spell.ts'
import { endless, type Variant } from './variant.ts'

const frequentDomain = 'finance'
const tagged = 2_000

/** The registry itself: one agreement, and lists of fifty. */
export async function registryVariants(bench: Bench): Promise<Variant[]> {
  const { service, options, data } = bench
  const base = { connections: 16, service, expected: [200] }
  const record = (id: string) => `/v1/agreements/${id}`
  const variants: Variant[] = []
  if (options.steps.has('record')) {
    variants.push({
      ...base,
      name: 'record',
      uncached: true,
      mostPerSecond: 25_000,
      paths: endless(data.ids.map(record), spell),
    })
    const tags = await fetchTags(service.url, data.ids.slice(0, tagged).map(record))
    const tagOf = (path: string) => tags.get(path) ?? ''
    const paths = endless([...tags.keys()])
    variants.push({ ...base, name: 'record 304', mostPerSecond: 2_000, paths, tagOf, expected: [304] })
  }
  if (options.steps.has('list')) {
    const { domains } = data
    const listOf = (limit: number) => (domain: string) =>
      `/v1/agreements?domain=${domain}&sort=-signedOn&limit=${limit}`
    const list = listOf(50)
    const lists = { ...base, uncached: true, mostPerSecond: 6_000 }
    variants.push(
      { ...lists, name: 'list', paths: endless(domains.map(list), spell) },
      {
        ...lists,
        name: 'list deep',
        paths: endless(
          domains.flatMap((domain) => pages(list(domain))),
          spell,
        ),
      },
      {
        ...lists,
        name: 'list new total',
        paths: endless(
          domains.flatMap((domain) => bounded(list(domain))),
          spell,
        ),
      },
      {
        ...lists,
        name: 'one of a new total',
        paths: endless(
          domains.flatMap((domain) => bounded(listOf(1)(domain), 'gte')),
          spell,
        ),
      },
      { ...base, name: 'list cached', mostPerSecond: 1, paths: () => [list(frequentDomain)] },
    )
  }
  return variants
}

/** Pages from within the list. */
function pages(path: string): string[] {
  return days(40).map((day) => {
    const cursor = Buffer.from(JSON.stringify(['-signedOn', day, 'generated'])).toString('base64url')
    return `${path}&cursor=${cursor}`
  })
}

/** Lists up to a day, or from one on, whose totals the service does not remember. */
const bounded = (path: string, side: 'lte' | 'gte' = 'lte') =>
  days(3_000).map((day) => `${path}&signedOn.${side}=${day}`)

function days(count: number): string[] {
  const last = Date.UTC(2026, 9, 28)
  return Array.from({ length: count }, (_, n) => new Date(last - n * 86_400_000 * 2).toISOString().slice(0, 10))
}

async function fetchTags(url: string, paths: string[]): Promise<Map<string, string>> {
  const tags = new Map<string, string>()
  for (const path of paths) {
    const response = await fetch(url + path, { headers: { 'accept-encoding': 'identity' } })
    await response.arrayBuffer()
    tags.set(path, response.headers.get('etag') ?? '')
  }
  return tags
}
