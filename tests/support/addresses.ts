import type { Test } from 'tap'

/** An answer as a client receives it. */
export interface Got {
  status: number
  headers: Record<string, unknown>
  body: string
}
export type Get = (url: string, accept: string) => Promise<Got>

/** From each door, with what is asked for there. */
const doors = (agreement: string, source: string): [path: string, accept: string][] => [
  ['/', 'text/html'],
  ['/v1/agreements?limit=1', 'application/json'],
  ['/v1/agreements?limit=1&domian=x', 'application/json'],
  ['/v1/agreements/no-such', 'application/json'],
  ['/v1/agreements/', 'application/json'],
  [`/V1/Agreements/${agreement}`, 'application/json'],
  [`/v1/agreements/${agreement}?format=jsonld`, 'application/ld+json'],
  ['/v1/matrix', 'application/json'],
  ['/v1/timeline?by=domain', 'application/json'],
  ['/v1/reconciliation', 'application/json'],
  ['/v1/gaps?kind=uncited-field', 'application/json'],
  [`/v1/sources/${source}/citations`, 'application/json'],
  ['/v1/changes?after=v1.no-cursor', 'application/json'],
  ['/v1/dataset', 'application/ld+json'],
  [`/agreements/${agreement}`, 'application/json'],
  [`/agreements/${agreement}`, 'text/html'],
  [`/en/agreements/${agreement}`, 'text/html'],
  ['/tc/agreements', 'text/html'],
  ['/sc/search?q=health', 'text/html'],
  ['/en/no-such', 'text/html'],
  ['/problems', 'application/json'],
  ['/problems', 'text/html'],
  ['/docs', 'text/html'],
  ['/docs/', 'text/html'],
  ['/openapi.json', 'application/json'],
  ['/sitemap.xml', 'application/xml'],
  ['/robots.txt', 'text/plain'],
  ['/opensearch.xml', 'application/xml'],
  ['/llms.txt', 'text/plain'],
]

/** Asks at each door and follows each address that an answer tells, which must lie under the public URL and lead somewhere. */
export async function followAll(
  t: Test,
  publicUrl: string,
  get: Get,
  { agreement = 'first', source = 'paper' } = {},
): Promise<void> {
  const told = new Map<string, string>()
  for (const [path, accept] of doors(agreement, source)) {
    const url = `${publicUrl}${path}`
    for (const address of addressesIn(await get(url, accept), accept)) told.set(new URL(address, url).href, url)
  }
  let workbooks = 0
  for (const [address, from] of told) {
    if (!t.ok(address === publicUrl || address.startsWith(`${publicUrl}/`), `${from} tells ${address}`)) continue
    // Each workbook is made in a thread of its own, which takes longer than all other answers.
    if (address.includes('format=xlsx') && ++workbooks > 1) continue
    const { status } = await get(address, '*/*')
    // A problem tells its own address, and a data service the address that all of its paths begin with.
    t.ok(status < 400 || mayBeNothing(address), `${from} leads to ${address}, which answers ${status}`)
  }
  t.ok(told.size > 60, `${told.size} addresses are told`)
}

const mayBeNothing = (address: string) => /no-such|domian=|no-cursor|\/v1$/.test(address)

/** Every address in an answer. */
function addressesIn({ headers, body }: Got, accept: string): string[] {
  if (body.startsWith('{\n  "openapi"')) return servers(body)
  const inHeaders = [headers.location, /<([^>]*)>/.exec(String(headers.link ?? ''))?.[1]].filter(
    (one) => one !== undefined,
  )
  return [...inHeaders.map(String), ...(readers[String(headers['content-type']).split(';')[0] ?? accept]?.(body) ?? [])]
}

const matches = (pattern: RegExp) => (body: string) =>
  [...body.matchAll(pattern)].map(([, address = '']) => address.replaceAll('&amp;', '&')).filter((one) => !isOther(one))

/** Addresses within a page, of the standards, and of what a client fills in. */
const isOther = (address: string) => /^#|^https?:\/\/(?!127\.0\.0\.1|example\.org)|[{]/.test(address)

const members = matches(/"(?:href|type|instance|snapshot|url|@id)": ?"((?:https?:\/)?\/[^"]+)"/g)
/** The addresses of servers, but for examples of problems. */
const servers = (body: string) => members(JSON.stringify(JSON.parse(body).servers))
const readers: Record<string, (body: string) => string[]> = {
  'application/json': members,
  'application/problem+json': members,
  'application/ld+json': members,
  'text/html': matches(/ (?:href|src|action)="([^"]+)"/g),
  'application/xml': matches(/<loc>([^<]+)<\/loc>/g),
  'application/opensearchdescription+xml': (body) =>
    matches(/template="([^"]+)"/g)(body.replaceAll('{searchTerms}', 'first')),
  'text/plain': matches(/(?:Sitemap: |Contract: |^- )(\S*\/\S+)/gm),
}
