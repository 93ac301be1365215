import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Test } from 'tap'
import { connect, type Database } from '../../src/database/connect.ts'
import { rows } from '../../src/database/rows.ts'
import { type FaultService, serviceOn } from './fault-service.ts'
import { copyNode, type PostgresNode, startNode } from './postgres-node.ts'

/** A leader that knows the tables, and a standby that follows it. */
export async function leaderAndStandby(t: Test, settings: Record<string, string> = {}) {
  const leader = await startNode(t)
  const own = await connect({ databaseUrl: leader.url, dataDirectory: '' })
  await own.migrate()
  await own.close()
  const standby = await copyNode(t, leader, { standby: 'second', settings })
  return { leader, standby }
}

/** A service that reads from a replica as soon as it can. */
export async function reader(t: Test, leader: PostgresNode, standby: PostgresNode): Promise<FaultService> {
  const service = await serviceOn(t, leader, leader.port, standby.url)
  await untilReadsGoTo(service, standby)
  return service
}

export async function untilReadsGoTo({ connection }: FaultService, node: PostgresNode): Promise<void> {
  while ((await portOf(connection.reads)) !== node.port) await pause(20)
}

export async function portOf(db: Database): Promise<number | undefined> {
  const [found] = await rows<{ port: number }>(db, sql`select inet_server_port() as port`)
  return found?.port
}

export const ask = async ({ app }: FaultService, path: string) => {
  const { statusCode, body, headers } = await app.inject(path)
  return { status: statusCode, body, seq: Number(headers['registry-seq']), age: headers['registry-age'] }
}
