import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { makeCurrent } from '../src/commands/command.ts'
import { rows } from '../src/database/rows.ts'
import { transaction } from '../src/database/transaction.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { appOver } from './support/app.ts'
import { emptyDatabase } from './support/database.ts'
import { examples, write } from './support/records.ts'

const earlier = new URL('support/earlier-release.sql', import.meta.url)
const stands = 'shaanxi-2024-09-02-aviation'
const deleted = 'jiangsu-2023-10-general-cooperation'

t.test('a database that an earlier release made', async (t) => {
  const connection = await emptyDatabase(t)
  const { db } = connection
  const statements = (await readFile(earlier, 'utf8')).split('--> statement-breakpoint')
  await transaction(db, async (tx) => {
    // The functions come before the tables that they are about.
    await rows(tx, sql`set local check_function_bodies = off`)
    for (const statement of statements) await rows(tx, sql.raw(statement))
  })
  const written = await rows<{ noun: string; id: string; version: number; body: string }>(
    db,
    sql`select noun, id, version, body from versions order by version_id`,
  )
  await makeCurrent(connection, nouns)
  const { app, registry } = await appOver(t, connection)
  const idsOf = async (query: string) => {
    const answer = await app.inject(`/v1/agreements?${query}`)
    t.equal(answer.statusCode, 200, answer.body)
    const { data } = answer.json()
    return data.map((record: { id: string }) => record.id)
  }

  await t.test('keeps each version to the byte', async (t) => {
    t.equal(written.length, 29)
    for (const { noun, id, version, body } of written) {
      const answer = await app.inject(`/v1/${noun}/${id}/versions/${version}`)
      t.equal(answer.body, body, `${noun}/${id}, version ${version}`)
    }
  })

  await t.test('answers by what this release looks at', async (t) => {
    for (const query of [
      'domain=aviation',
      'domain=transport',
      'q=合作事項備忘錄',
      'q=备',
      'party=cn-sn',
      'organization=hk-airport-authority',
    ])
      t.same(await idsOf(encodeURI(query)), [stands], query)
    t.same(await idsOf('source=kuangye-fazhi-2024-09-04&confidence=low'), [stands])
    t.same(await idsOf('asOf=27&sort=signedOn'), [deleted, stands])
    t.equal((await app.inject(`/v1/agreements/${deleted}`)).statusCode, 410)
  })

  await t.test('goes on with the same log', async (t) => {
    const { seq } = await write(registry, examples.source())
    t.equal(seq, 30)
    const { changes } = (await app.inject('/v1/changes?limit=100')).json()
    t.same(
      changes.map((change: { seq: number }) => change.seq),
      Array.from({ length: 30 }, (_, at) => at + 1),
    )
    const faults: string[] = []
    await verifyLog(db, nouns, (fault) => faults.push(fault))
    t.same(faults, [])
  })
})
