import type { IncomingMessage } from 'node:http'
import { asUtf8, withoutCopiedMarks } from './address-text.ts'
import type { Exchanges } from './exchange.ts'
import type { Mount } from './mount.ts'
import { respelt } from './spelling.ts'

/** The URL of a request, which may be none, as the router sees it. */
export function urlReader(mount: Mount, exchanges: Exchanges): (request: IncomingMessage) => string {
  return (request) => {
    mount.takeOff(request)
    const url = asUtf8(request.url ?? '/')
    if (request.method !== 'GET' && request.method !== 'HEAD') return url
    const right = respelt(url)
    if (right !== url) exchanges.of(request).isMisspelt = true
    return withoutCopiedMarks(right)
  }
}
