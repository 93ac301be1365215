import type { InjectOptions, Response } from 'light-my-request'
import type { Server } from '../../src/http/server.ts'
import { readerOf } from './declared.ts'

type Contract = Parameters<typeof readerOf>[0]
type Undeclared = (request: string | InjectOptions, answer: Response) => string[]

// Reading by a contract is dear to set up, and services with the same paths have the same one.
const readers = new Map<string, Undeclared>()

/** Refuses answers whose status, media type or members the contract of the service does not declare. */
export async function requireDeclared(
  app: Server,
): Promise<(request: string | InjectOptions, answer: Response) => void> {
  const paths = [app.mount.base, ...app.paths.keys()].join('\n')
  const undeclared = readers.get(paths) ?? readerFor(JSON.parse(await app.contract.json()), app.mount.base)
  readers.set(paths, undeclared)
  return (request, answer) => {
    const faults = undeclared(request, answer)
    if (faults.length === 0) return
    const { method = 'GET', url } = typeof request === 'string' ? { url: request } : request
    throw new Error(`${method} ${JSON.stringify(url)} is answered as is not declared: ${faults.slice(0, 5).join('; ')}`)
  }
}

function readerFor(contract: Contract, base: string): Undeclared {
  const read = readerOf(contract)
  // Paths with fewer parameters come first, because they fit more exactly.
  const patterns = Object.keys(contract.paths)
    .sort((one, other) => one.split('{').length - other.split('{').length)
    .map((path) => ({ path, pattern: new RegExp(`^(?:${base})?${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  return (request, answer) => {
    const given = typeof request === 'string' ? { url: request } : request
    const { method = 'GET', url = given.path } = given
    const [address = ''] = String(typeof url === 'object' ? url.pathname : url).split('?')
    const { path } = patterns.find(({ pattern }) => pattern.test(address)) ?? {}
    const verb = method.toLowerCase()
    // An address outside the contract belongs to no operation. Compressed answers are checked elsewhere, uncompressed.
    if (!path || !contract.paths[path]?.[verb] || answer.headers['content-encoding']) return []
    return read(verb, path, answer)
  }
}
