import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { reprojectIfStale } from '../src/write/reproject.ts'
import { testApp } from './support/app.ts'
import { generated } from './support/generated.ts'
import { write } from './support/records.ts'

t.test('rows that an older release made are made again from the log, once', async (t) => {
  const { app, registry } = await testApp(t)
  const { db } = registry
  await write(registry, ...generated())
  const run = (query: string) => rows(db, sql.raw(query))
  const spoil = async () => {
    await run(`update agreements set search = '', written = '', names = '', words = '', type = 'minutes'`)
    await run('delete from agreement_domains where not stated')
    await run('delete from citations')
  }
  // Each is asked anew: the words of the address differ, and what is asked once is not kept.
  let asked = 0
  const ask = async () => {
    asked += 1
    const urls = ['q=document', 'domain=finance', 'type=minutes', 'source=paper', 'facets=domain']
    const answers: unknown[] = []
    for (const query of urls) answers.push((await app.inject(`/v1/agreements?${query}&limit=${100 + asked}`)).json())
    return answers
  }
  const before = await ask()
  await run('update projection_rules set rules = 1000')
  await reprojectIfStale(db, nouns)
  const [made] = await rows<{ rules: number }>(db, sql`select rules from projection_rules`)
  t.not(made?.rules, 1000, 'the rules of this release are written down')

  await spoil()
  await reprojectIfStale(db, nouns)
  t.notSame(await ask(), before, 'rows of the present rules are left alone')
  await run('update projection_rules set rules = 0')
  await reprojectIfStale(db, nouns)
  t.same(await ask(), before, 'older ones are made again')
})
