import type { TestApp } from './app.ts'

export async function listening({ app }: TestApp): Promise<string> {
  return app.listen({ port: 0, host: '127.0.0.1' })
}

export async function manifest({ app }: TestApp): Promise<unknown[]> {
  return (await app.inject('/v1/manifest')).json().records
}

export const quiet = { once: true, say: () => {}, signal: new AbortController().signal }
