import type { FastifyReply, FastifyRequest } from 'fastify'
import { exchangeOf } from '../http/exchange.ts'
import { countWrongKey } from '../http/failed-logins.ts'
import { whileAtWork } from '../http/held.ts'
import { limitRequest } from '../http/limiter.ts'
import { beforeRoutes } from '../http/methods.ts'
import { onlyReads } from '../http/requests.ts'
import type { Server } from '../http/server.ts'
import { texts } from '../language/texts.ts'
import { Problem, Unauthorized } from '../problems/problems.ts'
import type { Scope } from './key-schema.ts'
import type { Keyring, Principal, Refusal } from './keyring.ts'
import { idOfKey } from './secret.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that a key needs for this route. A route that writes has to name one. */
    scope?: Scope
  }
  interface FastifyRequest {
    principal: Principal | undefined
  }
}

/** Requires a key with the scope that a route names, and refuses to register a route that writes and names none. */
export function guardRoutes(app: Server, keyring: Keyring): void {
  beforeRoutes(app, 'guardRoutes')
  app.decorateRequest('principal', undefined)
  app.addHook('onRoute', (route) => {
    const { method, url, config, onRequest = [] } = route
    const { scope } = config ?? {}
    const writes = [method].flat().some((each) => each !== 'OPTIONS' && !onlyReads(each))
    if (writes && !scope) throw new Error(`${method} ${url} names no scope.`)
    if (!scope) return
    route.config = { ...config, needsKey: true }
    route.onRequest = [onRequest].flat().concat((request, reply) => admit(request, reply, keyring, scope))
  })
}

async function admit(request: FastifyRequest, reply: FastifyReply, keyring: Keyring, scope: Scope): Promise<void> {
  request.principal = await authenticate(request, reply, keyring)
  requireScope(request, scope)
}

/** Refuses a request whose key lacks a scope, and names it. */
export function requireScope(request: FastifyRequest, scope: Scope): void {
  const { scopes } = principalOf(request)
  if (scopes.includes(scope) || scopes.includes('admin')) return
  const granted = scopes.join(', ')
  throw new Problem(
    'forbidden',
    texts(
      `This needs a key with the scope "${scope}"; this one has ${granted}.`,
      `此操作需要權限範圍為「${scope}」的金鑰；此金鑰只有：${granted}。`,
      `此操作需要权限范围为“${scope}”的密钥；此密钥只有：${granted}。`,
    ),
    { scope },
  )
}

/** The principal of a request. To be called only on routes that name a scope. */
export function principalOf({ principal }: FastifyRequest): Principal {
  if (!principal) throw new Unauthorized()
  return principal
}

/**
 * Lets a valid key in even if its address has sent too many requests: it counts against the key's own limit, and all
 * others count against the address.
 */
async function authenticate(request: FastifyRequest, reply: FastifyReply, keyring: Keyring): Promise<Principal> {
  const { authorization } = request.headers
  if (authorization === undefined) throw new Unauthorized()
  const [, key] = /^Bearer +(\S+)$/i.exec(authorization.trim()) ?? []
  const exchange = exchangeOf(request)
  const checked = key === undefined ? 'wrong' : await whileAtWork(exchange, keyring.check(key))
  limitRequest(request, reply, typeof checked === 'object' ? checked.actor : undefined)
  if (typeof checked === 'object') return checked
  if (checked === 'wrong') countWrongKey(request, key === undefined ? undefined : idOfKey(key))
  throw new Unauthorized(refusals[checked])
}

const refusals: Record<Refusal, ReturnType<typeof texts>> = {
  wrong: texts('There is no such key.', '沒有此金鑰。', '没有此密钥。'),
  expired: texts('The key has expired.', '金鑰已過期。', '密钥已过期。'),
  revoked: texts('The key was revoked.', '金鑰已被撤銷。', '密钥已被撤销。'),
}
