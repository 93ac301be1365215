import type { FastifyReply, FastifyRequest } from 'fastify'
import { addVary, preferences } from './languages.ts'
import { texts } from './problem-types.ts'
import { NotAcceptable } from './problems.ts'

/** The media types of each format; the first is the one that is sent. */
export const mediaTypes = {
  json: ['application/json'],
  ndjson: ['application/x-ndjson', 'application/ndjson'],
  csv: ['text/csv'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  jsonld: ['application/ld+json'],
} as const

export type Format = keyof typeof mediaTypes

/** Of the formats that a resource has, the one that `format` names or `Accept` likes best; earlier ones win ties. */
export function formatOf<const Offered extends Format>(
  request: FastifyRequest,
  reply: FastifyReply,
  offered: readonly Offered[],
): Offered {
  addVary(reply, 'Accept')
  const { format } = (request.query ?? {}) as { format?: unknown }
  const chosen =
    format === undefined
      ? best(request.headers.accept, offered, (name) => mediaTypes[name])
      : offered.find((name) => name === format)
  if (chosen === undefined) throw notAcceptable(offered)
  return chosen
}

/** Whether a page suits this client better than JSON; without a preference JSON does. */
export function prefersHtml(request: FastifyRequest, reply: FastifyReply): boolean {
  addVary(reply, 'Accept')
  return (
    best(request.headers.accept, ['json', 'html'], (name) => (name === 'json' ? mediaTypes.json : ['text/html'])) ===
    'html'
  )
}

function best<Name extends string>(
  accept: string | undefined,
  offered: readonly Name[],
  typesOf: (name: Name) => readonly string[],
): Name | undefined {
  if (!accept) return offered[0]
  const ranges = preferences(accept)
  const rated = offered.map((name) => ({
    name,
    quality: Math.max(...typesOf(name).map((type) => qualityOf(type, ranges))),
  }))
  rated.sort((one, other) => other.quality - one.quality)
  return rated[0] && rated[0].quality > 0 ? rated[0].name : undefined
}

// The most specific range that a type fits decides (RFC 9110, 12.5.1).
function qualityOf(type: string, ranges: { value: string; quality: number }[]): number {
  for (const range of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const found = ranges.find(({ value }) => value === range)
    if (found) return found.quality
  }
  return 0
}

function notAcceptable(offered: readonly Format[]): NotAcceptable {
  const names = offered.join(', ')
  return new NotAcceptable(
    texts(`This resource comes as ${names}.`, `此資源的格式有：${names}。`, `此资源的格式有：${names}。`),
    { formats: offered },
  )
}
