import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { watchForRestore } from '../../src/log/restore-watch.ts'
import { verifyLog } from '../../src/log/verify.ts'
import { nouns } from '../../src/nouns/all.ts'
import type { FaultService } from './fault-service.ts'
import type { PostgresNode } from './postgres-node.ts'

export async function writeMany(service: FaultService, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await service.write()
}

export const ask = async ({ app }: FaultService, path: string) => {
  const { statusCode, body } = await app.inject(path)
  return { status: statusCode, body: JSON.parse(body) }
}

export async function epochOf(node: PostgresNode): Promise<string> {
  const [head] = await node.ask<{ epoch: string }>('select epoch::text from log_head')
  return head?.epoch ?? ''
}

/** What is true of a log after a restore: `kept` is a position that is in both, `undone` one that is not. */
export async function checkRestored(
  t: Test,
  service: FaultService,
  { kept, undone, cursor }: Record<'kept' | 'undone', number> & { cursor: string },
) {
  const refused = async (when: string) => {
    t.equal(
      (await ask(service, `/v1/sources?asOf=${undone}`)).status,
      410,
      `a position that was undone is refused ${when}`,
    )
    t.equal((await ask(service, `/v1/changes?after=${cursor}`)).status, 410, `so is a cursor ${when}`)
  }
  await refused('at once')
  await writeMany(service, 30)
  await refused('after other writes')
  t.equal((await ask(service, `/v1/sources?asOf=${kept}`)).status, 200, 'a position that both logs have is answered')
  const seen: number[] = []
  for (let after = '', pages = 0; pages < 10; pages += 1) {
    const { body } = await ask(service, `/v1/changes?limit=20${after && `&after=${after}`}`)
    seen.push(...body.changes.map(({ seq }: { seq: number }) => seq))
    after = body.cursor
    if (!body.hasMore) break
  }
  t.ok(seen.length > 20, 'the feed is walked from its beginning to its end')
  const faults: string[] = []
  await verifyLog(service.connection.leader, nouns, (fault) => faults.push(fault))
  t.same(faults, [], 'the log is sound')
}

/** Watches for a restore for a service until the test ends, and keeps what it tells and what it could not do. */
export function watchOf(t: Test, { connection, registry }: FaultService): { told: string[]; failures: unknown[] } {
  const told: string[] = []
  const failures: unknown[] = []
  const watch = watchForRestore(
    connection,
    registry.head,
    (reason) => told.push(reason),
    (error) => failures.push(error),
  )
  t.teardown(() => watch.close())
  return { told, failures }
}

/** Waits until a service has looked at the log, and confirmed it anew. */
export async function untilConfirmed(node: PostgresNode): Promise<void> {
  await node.ask(`update log_place set place = 'elsewhere'`)
  while ((await node.ask(`select from log_place where place = 'elsewhere'`)).length > 0) await pause(50)
}
