import type { InjectOptions } from 'fastify'
import type { Test } from 'tap'
import type { Config } from '../../src/config.ts'
import { type TestApp, testApp } from './app.ts'

export const adminKey = 'an-admin-key-of-more-than-32-characters'

export interface Writer extends TestApp {
  /** Asks with the administrator's key, unless the headers say otherwise. */
  ask: (method: InjectOptions['method'], url: string, payload?: unknown, headers?: Headers) => Promise<Answer>
  /** The present tag of a record. */
  tagOf: (path: string) => Promise<string>
}
type Headers = Record<string, string>
type Answer = Awaited<ReturnType<TestApp['app']['inject']>>

/** The whole service over a fresh database, and a client that may write. */
export async function testWriter(t: Test, settings: Partial<Config> = {}): Promise<Writer> {
  return writerOver(await testApp(t, { adminKey, ...settings }))
}

/** A client that may write to a service with the administrator's key. */
export function writerOver(service: TestApp): Writer {
  const ask: Writer['ask'] = (method, url, payload, headers = {}) =>
    service.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${adminKey}`,
        ...(payload !== undefined && { 'content-type': typeOf(method) }),
        ...headers,
      },
      payload: typeof payload === 'string' ? payload : payload === undefined ? undefined : JSON.stringify(payload),
    })
  const tagOf = async (path: string) => String((await ask('GET', path)).headers.etag)
  return { ...service, ask, tagOf }
}

function typeOf(method: InjectOptions['method']): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
}
