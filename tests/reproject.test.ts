import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { reprojectAll, reprojectIfStale } from '../src/write/reproject.ts'
import { testApp } from './support/app.ts'
import { generated } from './support/generated.ts'
import { examples, write } from './support/records.ts'

t.test('rows that an older release made are made again from the log, once', async (t) => {
  const { app, registry } = await testApp(t)
  const { leader: db } = registry
  await write(registry, ...generated())
  const run = (query: string) => rows(db, sql.raw(query))
  const spoil = async () => {
    await run(`update agreements set search = '', written = '', names = '', words = '', type = 'minutes'`)
    await run('delete from agreement_domains where not stated')
    await run('delete from citations')
  }
  // Each is asked anew: the words of the address differ, and totals are kept for one position of the log.
  let asked = 0
  const ask = async () => {
    asked += 1
    await write(registry, examples.source(`before-${asked}`))
    const urls = ['q=document', 'domain=finance', 'type=minutes', 'source=paper', 'facets=domain']
    const answers: unknown[] = []
    for (const query of urls) answers.push((await app.inject(`/v1/agreements?${query}&limit=${100 + asked}`)).json())
    return answers
  }
  const before = await ask()
  await reprojectAll(db, nouns)
  const rulesNow = async () => (await rows<{ rules: number }>(db, sql`select rules from projection_rules`))[0]?.rules
  const rules = await rulesNow()
  await spoil()
  await reprojectIfStale(db, nouns)
  t.notSame(await ask(), before, 'rows of the present rules are left alone')
  await run('update projection_rules set rules = 0')
  await reprojectIfStale(db, nouns)
  t.same(await ask(), before, 'older ones are made again')
  t.equal(await rulesNow(), rules, 'and the rules of this release are written down')

  await spoil()
  await run('update projection_rules set rules = 1000')
  await reprojectIfStale(db, nouns)
  t.equal(await rulesNow(), 1000, 'those of a later release are left alone')
  await reprojectAll(db, nouns)
  t.same(await ask(), before, 'unless it is asked for')
  t.equal(await rulesNow(), rules)
})
