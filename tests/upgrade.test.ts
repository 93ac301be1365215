import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { makeCurrent } from '../src/commands/command.ts'
import { rows } from '../src/database/rows.ts'
import { verifyLog } from '../src/history/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { appOver } from './support/app.ts'
import { emptyDatabase } from './support/database.ts'

const earlier = new URL('support/earlier-release.sql', import.meta.url)

t.test('a database that an earlier release made', async (t) => {
  const connection = await emptyDatabase(t)
  const { db } = connection
  const statements = (await readFile(earlier, 'utf8')).split('--> statement-breakpoint')
  for (const statement of statements) await rows(db, sql.raw(statement))
  const written = await rows<{ noun: string; id: string; version: number; body: string }>(
    db,
    sql`select noun, id, version, body from versions order by version_id`,
  )
  await makeCurrent(connection)
  const { app, registry } = await appOver(t, connection)
  const ask = async (url: string) => (await app.inject(url)).json()
  const idsOf = async (query: string) =>
    (await ask(`/v1/agreements?${query}`)).data.map((record: { id: string }) => record.id)

  await t.test('keeps every version to the byte', async (t) => {
    for (const { noun, id, version, body } of written)
      t.equal((await app.inject(`/v1/${noun}/${id}/versions/${version}`)).body, body, `${noun}/${id} ${version}`)
  })

  await t.test('answers by all that this release looks at', async (t) => {
    t.same(await idsOf('domain=finance'), [])
    t.same(await idsOf('q=x'), [])
  })

  await t.test('goes on with its log', async (t) => {
    const faults: string[] = []
    await verifyLog(registry.db, nouns, (fault) => faults.push(fault))
    t.same(faults, [])
  })
})
