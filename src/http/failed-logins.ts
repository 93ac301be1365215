import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Buckets, clientOf, window } from './limiter.ts'
import { texts } from './problem-types.ts'
import { TooManyRequests } from './problems.ts'

const failedLoginsPerWindow = 10

declare module 'fastify' {
  interface FastifyInstance {
    failedLogins: Buckets
  }
}

/** Counts attempts with wrong keys by client. */
export function countFailedLogins(app: FastifyInstance): void {
  app.decorate('failedLogins', new Buckets(failedLoginsPerWindow, window))
}

const tooManyFailures = texts(
  'Too many attempts with a wrong key came from this address.',
  '此位址以錯誤金鑰嘗試的次數過多。',
  '此地址以错误密钥尝试的次数过多。',
)

/** Refuses a client that has failed too often to even try a key; to be asked before a key is checked. */
export function refuseGuessing(request: FastifyRequest): void {
  const draw = request.server.failedLogins.look(clientOf(request))
  if (!draw.allowed) throw new TooManyRequests(draw.secondsToNext, tooManyFailures)
}

/** Counts one attempt with a wrong key against the client. */
export function takeFailedLogin(request: FastifyRequest): void {
  request.server.failedLogins.take(clientOf(request))
}
