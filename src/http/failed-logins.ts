import type { FastifyInstance, FastifyRequest } from 'fastify'
import { texts } from '../language/texts.ts'
import { TooManyRequests } from '../problems/problems.ts'
import { Buckets } from './buckets.ts'
import { exchangeOf } from './exchange.ts'
import { window } from './limiter.ts'
import { shareBuckets } from './shared-buckets.ts'

export const failedLoginsPerWindow = 10

declare module 'fastify' {
  interface FastifyInstance {
    failedLogins: Buckets
  }
}

/** Counts attempts with wrong keys by client and by key. */
export function countFailedLogins(app: FastifyInstance): void {
  const failedLogins = new Buckets(failedLoginsPerWindow, window)
  shareBuckets('failedLogins', failedLogins)
  app.decorate('failedLogins', failedLogins)
}

const tooManyFailures = texts(
  'Too many attempts with a wrong key came from this address, or for this key.',
  '此位址或此金鑰以錯誤金鑰嘗試的次數過多。',
  '此地址或此密钥以错误密钥尝试的次数过多。',
)

/** Counts one attempt with a wrong key for the address and for the key that it names, and refuses it where there were too many. */
export function countWrongKey(request: FastifyRequest, keyId: string | undefined): void {
  const { failedLogins } = request.server
  const { client } = exchangeOf(request)
  const named = keyId === undefined ? [] : [failedLogins.take(`key:${keyId}`)]
  const spent = [failedLogins.take(client), ...named].find(({ allowed }) => !allowed)
  if (spent) throw new TooManyRequests(spent.secondsToNext, tooManyFailures)
}
