import type { FastifyReply } from 'fastify'

// Headers to which several parts of the service add a value of their own.

/** Adds request headers on which the answer depends to those already named. */
export function addVary(reply: FastifyReply, ...names: string[]): void {
  reply.header('vary', varyOn(String(reply.getHeader('vary') ?? ''), ...names))
}

/** A `Vary` header with more names. */
function varyOn(vary: string, ...names: string[]): string {
  const known = vary.toLowerCase().split(/\s*,\s*/)
  const added = names.filter((name) => !known.includes(name.toLowerCase()))
  return vary === '' ? added.join(', ') : [vary, ...added].join(', ')
}

/** Adds a link to those already named. */
export function addLink(reply: FastifyReply, link: string): void {
  const known = reply.getHeader('link')
  reply.header('link', known === undefined ? link : `${known}, ${link}`)
}
