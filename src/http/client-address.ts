import type { IncomingMessage } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import type { Config } from '../config.ts'

/** Who asks, where no Fastify request tells it: by the same reading of `X-Forwarded-For`. */
export function addressReader(trustProxy: Config['trustProxy']): (request: IncomingMessage) => string {
  if (trustProxy === false) return ({ socket }) => socket.remoteAddress ?? ''
  const isTrusted = trustProxy === true ? () => true : proxyAddress.compile(trustProxy)
  return (request) => proxyAddress(request, isTrusted)
}
