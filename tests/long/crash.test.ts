import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../../src/database/rows.ts'
import { engine, testDatabase } from '../support/database.ts'
import { examples } from '../support/records.ts'
import { put, startService } from '../support/service.ts'

async function putRound(address: string, id: string, round: number, key: string, match?: string) {
  const { record } = examples.domain(id, { definition: { en: `Round ${round}` } })
  return put(address, `/v1/domains/${id}`, record, { 'idempotency-key': key, ...(match && { 'if-match': match }) })
}

t.test('a service that is killed under writers', { skip: engine === 'pglite' && 'a server’s' }, async (t) => {
  const { leader: db, url = '' } = await testDatabase(t)
  const acknowledged = new Map<string, { tag: string; count: number }>()
  const unanswered = new Map<string, { round: number; key: string; match?: string }>()
  let running = await startService(t, { DATABASE_URL: url })
  await put(running.address, '/v1/sources/paper', examples.source().record)

  const writeUntilDead = async (id: string, onWritten: () => void) => {
    for (;;) {
      const before = acknowledged.get(id)
      const sent = unanswered.get(id) ?? { round: (before?.count ?? 0) + 1, key: randomUUID(), match: before?.tag }
      unanswered.set(id, sent)
      const { status, tag } = await putRound(running.address, id, sent.round, sent.key, sent.match)
      if (status !== 200 && status !== 201) throw new Error(`${id} is answered ${status}`)
      acknowledged.set(id, { tag, count: sent.round })
      unanswered.delete(id)
      onWritten()
    }
  }
  for (const enough of [40, 70, 100]) {
    let written = 0
    const { child } = running
    const dead = once(child, 'exit')
    const ends = await Promise.allSettled([
      ...Array.from({ length: 8 }, (_, index) =>
        writeUntilDead(`writer-${index}`, () => {
          written += 1
          if (written === enough) child.kill('SIGKILL')
        }),
      ),
    ])
    await dead
    for (const end of ends)
      if (end.status === 'rejected')
        t.match(end.reason, { message: /fetch failed|terminated/ }, 'writes until it is killed')
    running = await startService(t, { DATABASE_URL: url })
    for (const [id, { tag, count }] of acknowledged) {
      const answer = await fetch(`${running.address}/v1/domains/${id}`)
      const version = ((await answer.json()) as { version: number }).version
      const lost = version < count || (version === count && answer.headers.get('etag') !== tag)
      if (lost) t.fail(`${id} was acknowledged at version ${count} and stands at ${version}`)
    }
    t.pass(`loses none of ${written} acknowledged writes`)
  }
  for (const [id, { round, key, match }] of unanswered) {
    const { status } = await putRound(running.address, id, round, key, match)
    t.ok(status === 200 || status === 201, 'what was not answered is repeated with success')
    acknowledged.set(id, { tag: '', count: round })
  }
  const stored = await rows<{ id: string; version: number }>(
    db,
    sql`select id, version from records where noun = 'domains' and id like 'writer-%'`,
  )
  for (const { id, version } of stored) t.equal(version, acknowledged.get(id)?.count, `${id} has each write once`)
  const [log] = await rows<{ changes: number; versions: number; last: number }>(
    db,
    sql`select (select count(*)::int from changes) as changes, (select count(*)::int from versions) as versions,
      (select max(seq)::text::int from changes) as last`,
  )
  t.match(log, { versions: log?.changes, last: log?.changes }, 'the log is whole')
})
