import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { connect } from '../../src/database/connect.ts'
import { appOver } from './app.ts'
import type { PostgresNode } from './postgres-node.ts'
import { examples } from './records.ts'
import { adminKey } from './writer.ts'

export type FaultService = Awaited<ReturnType<typeof serviceOn>>

/** The service over a server that is about to fail, reached by its own port or by another that leads there. */
export async function serviceOn(t: Test, node: PostgresNode, port = node.port, readUrl?: string) {
  const databaseUrl = Object.assign(new URL(node.url), { port: String(port) }).href
  const connection = await connect({ databaseUrl, readUrl, dataDirectory: '' })
  t.teardown(() => connection.close())
  await connection.migrate()
  const { app, registry } = await appOver(t, connection, { adminKey })
  let count = 0
  const nextId = () => {
    count += 1
    return `source-${count}`
  }
  const put = (id: string, idempotencyKey: string) =>
    app.inject({
      method: 'PUT',
      url: `/v1/sources/${id}`,
      headers: {
        authorization: `Bearer ${adminKey}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      payload: JSON.stringify({ ...examples.source().record, id }),
    })
  const write = () => put(nextId(), `write-${count}-of-test`)
  // An address that was not asked for before, so that no kept answer serves.
  const read = () => app.inject(`/v1/sources?total=none&id=${nextId()}`)
  return { connection, app, registry, put, write, read }
}

/** Sends requests of both kinds at once, and gives what came of them and the time of the slowest. */
export async function askMany({ read, write }: FaultService) {
  const startedAt = performance.now()
  const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? write() : read())))
  return {
    statuses: [...new Set(answers.map(({ statusCode }) => statusCode))].sort(),
    slowest: performance.now() - startedAt,
    tellsWhen: answers.every(({ statusCode, headers }) => statusCode !== 503 || Number(headers['retry-after']) > 0),
  }
}

/** Asks until every kind of request is answered well, and says after how many milliseconds. */
export async function untilWhole({ read, write }: FaultService): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const answers = await Promise.all([read(), write(), read(), write(), read(), write()])
    const took = performance.now() - startedAt
    if (answers.every(({ statusCode }) => statusCode < 300) || took > 30_000) return took
    await pause(50)
  }
}
