import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { texts } from '../language/texts.ts'
import { addVary } from './added-headers.ts'
import { Problem } from './problems.ts'

/** The media types of each format; the first is the one that is sent. */
export const mediaTypes = {
  json: ['application/json'],
  ndjson: ['application/x-ndjson', 'application/ndjson'],
  csv: ['text/csv'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  atom: ['application/atom+xml'],
  jsonld: ['application/ld+json'],
  bibtex: ['application/x-bibtex'],
  ris: ['application/x-research-info-systems'],
  'csl-json': ['application/vnd.citationstyles.csl+json'],
} as const

export type Format = keyof typeof mediaTypes

/** Picks the format that `format` names or `Accept` prefers, among those of a resource. */
export function formatOf<const Offered extends Format>(
  request: FastifyRequest,
  reply: FastifyReply,
  offered: readonly Offered[],
): Offered {
  addVary(reply, 'Accept')
  const asked = formatAsked(request, offered)
  if (asked === undefined) throw notAcceptable(offered)
  return asked
}

/** The same of a request that need not be valid. */
export function formatAsked<const Offered extends Format>(
  { query, headers }: FastifyRequest,
  offered: readonly Offered[],
): Offered | undefined {
  const { format } = (query ?? {}) as { format?: unknown }
  if (format !== undefined) return offered.find((name) => name === format)
  return preferred(headers.accept, offered, (name) => mediaTypes[name])
}

const pages = { json: mediaTypes.json, html: ['text/html'] } as const

/** Whether a page suits this client better than JSON; without a preference JSON does. */
export function prefersHtml(request: FastifyRequest, reply: FastifyReply): boolean {
  addVary(reply, 'Accept')
  return preferred(request.headers.accept, ['json', 'html'] as const, (name) => pages[name]) === 'html'
}

/** The offer that a client prefers. Where the client does not care, that is the first one. */
function preferred<Name extends string>(
  accept: string | undefined,
  offered: readonly Name[],
  typesOf: (name: Name) => readonly string[],
): Name | undefined {
  if (!accept || accept === '*/*') return offered[0]
  const best = new Negotiator({ headers: { accept: withoutParameters(accept) } }).mediaType(offered.flatMap(typesOf))
  return best === undefined ? undefined : offered.find((name) => typesOf(name).includes(best))
}

/** Longest part of the header that is read, so that no client makes the service compare thousands of types. */
const longest = 1000

// Negotiator refuses `application/json; charset=utf-8` where `application/json` is offered, but clients send it.
function withoutParameters(accept: string): string {
  return accept.slice(0, longest).replace(/;(?!\s*q\s*=)[^;,]*/gi, '')
}

function notAcceptable(offered: readonly Format[]): Problem {
  const names = offered.join(', ')
  return new Problem(
    'not-acceptable',
    texts(`This resource comes as ${names}.`, `此資源的格式有：${names}。`, `此资源的格式有：${names}。`),
    { formats: offered },
  )
}
