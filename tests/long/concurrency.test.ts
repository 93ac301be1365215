import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import t, { type Test } from 'tap'
import { changesAnswer } from '../../src/api/changes/history-schema.ts'
import { DatabaseUnavailable } from '../../src/database/problems.ts'
import { rows } from '../../src/database/rows.ts'
import { transaction } from '../../src/database/transaction.ts'
import { nouns } from '../../src/nouns/all.ts'
import type { Registry } from '../../src/read/registry.ts'
import { type Saved, save } from '../../src/write/save.ts'
import type { Write } from '../../src/write/write.ts'
import { testApp } from '../support/app.ts'
import { examples, ground, toWrite, write } from '../support/records.ts'

t.test('16 writers on 20 hot records, and a reader by cursor', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const written = new Map<string, number>()
  let done = false
  const seen: { seq: number; id: string; version: number }[] = []
  const reader = (async () => {
    for (let cursor = ''; ; ) {
      const finishing = done
      const answer = await app.inject(`/v1/changes?limit=37${cursor && `&after=${cursor}`}`)
      // A service that has too much to do says so, and when to come again.
      if (answer.statusCode === 503) {
        await pause(1000 * Number(answer.headers['retry-after']))
        continue
      }
      const page = changesAnswer(nouns).parse(answer.json())
      seen.push(...page.changes)
      cursor = page.cursor
      if (finishing && !page.hasMore) return
    }
  })()
  const writer = async (number: number) => {
    for (let round = 0; round < 12; round += 1) {
      const ids = [...new Set([0, 1, 2].map(() => `hot-${Math.floor(Math.random() * 20)}`))]
      const puts = ids.map((id) =>
        toWrite('agreements', id, {
          op: 'put',
          record: examples.agreement(id, { summary: { en: `${number} ${round}` } }).record,
        }),
      )
      const { results } = await saveInTime(registry, puts, `writer ${number}`)
      for (const { id, version = 0 } of results) written.set(id, Math.max(written.get(id) ?? 0, version))
      await pause(Math.random() * 5)
    }
  }
  try {
    await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)))
  } finally {
    done = true
    await reader
  }
  t.same(
    seen.map(({ seq }) => seq),
    Array.from({ length: seen.length }, (_, index) => index + 1),
    'nothing lost, nothing doubled, nothing out of order',
  )
  const versions = new Map<string, number>()
  for (const { id, version } of seen) {
    if (version !== (versions.get(id) ?? 0) + 1) t.fail(`${id} jumps to version ${version}`)
    versions.set(id, version)
  }
  for (const [id, version] of written) t.equal(versions.get(id), version, `${id} is told up to its last version`)
})

/** Saves, and once more where a busy machine has had no connection for the writer: then nothing was begun. */
async function saveInTime(registry: Registry, puts: Write[], actor: string): ReturnType<typeof save> {
  for (;;)
    try {
      return await save(registry.leader, nouns, puts, { actor, mode: 'atomic' })
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error
    }
}

t.test('a transaction that is left open', async (t) => {
  const { registry, connection } = await testApp(t)
  if (!connection.url) return t.pass('cannot be: the embedded database has one connection')
  await write(registry, ...ground)
  const open = new pg.Client({ connectionString: connection.url })
  await open.connect()
  await open.query(`begin; insert into records (noun, id) values ('agreements', 'held')`)
  const [revision] = await rows<{ id: string }>(registry.db, sql`select gen_random_uuid()::text as id`)
  await open.query(
    `insert into versions (tx, noun, id, version, op, kind, content, sha256, record_id, fields, label)
    values ($1, 'agreements', 'held', 1, 'create', 'addition', '{}', '', 1, '{}', '{}')`,
    [revision?.id],
  )
  await open.query(`insert into revisions (tx, actor) values ($1, 'slow')`, [revision?.id])
  const saved = await write(registry, examples.agreement('free'))
  t.equal(saved.seq, 11, 'delays nobody: others are numbered before it commits')
  await open.query('rollback')
  await open.end()
})

const author = { actor: 'race', mode: 'atomic' } as const

/** Begins one write, and another before the first commits, which has to wait for that. Gives what the later came to. */
async function saveAfterEachOther(t: Test, { leader: db }: Registry, first: Write, second: Write): Promise<Saved> {
  const later = await transaction(db, async (tx) => {
    await save(tx, nouns, [first], author)
    const waiting = save(db, nouns, [second], author)
    t.equal(await Promise.race([waiting, pause(200, 'waits')]), 'waits', 'the later one waits')
    return { waiting }
  })
  return later.waiting
}

t.test('a record that is deleted while another comes to refer to it', async (t) => {
  const { registry, connection } = await testApp(t)
  if (!connection.url) return t.pass('cannot be: the embedded database has one connection')
  const { leader: db } = registry
  await write(registry, ...ground, examples.organization('first'), examples.organization('second'))
  const signedBy = (organization: string, id = `by-${organization}`) => {
    const { record } = examples.agreement(id, { signatories: [{ organization, side: 'hk' }] })
    return toWrite('agreements', id, { op: 'put', record })
  }
  const deletionOf = (organization: string) => toWrite('organizations', organization, { op: 'delete' })

  const afterEachOther = async (first: Write, second: Write) => {
    const { results } = await saveAfterEachOther(t, registry, first, second)
    return results.map(({ status, problem }) => ({ status, code: problem?.statusCode }))
  }
  t.same(
    await afterEachOther(signedBy('first'), deletionOf('first')),
    [{ status: 'failed', code: 409 }],
    'stays when the reference was first',
  )
  t.same(
    await afterEachOther(deletionOf('second'), signedBy('second')),
    [{ status: 'failed', code: 400 }],
    'is not referred to when the deletion was first',
  )
  const changed = examples.organization('first', { side: 'other' })
  await transaction(db, async (tx) => {
    await save(tx, nouns, [toWrite('organizations', 'first', { op: 'put', record: changed.record })], author)
    const { results } = await save(db, nouns, [signedBy('first', 'beside')], author)
    t.match(results, [{ status: 'created' }], 'is referred to without waiting when it only changes')
  })
})

t.test('a domain that moves while records come to stand under it', async (t) => {
  const { app, registry, connection } = await testApp(t)
  if (!connection.url) return t.pass('cannot be: the embedded database has one connection')
  await write(registry, ...ground)
  const put = ({ noun, record }: ReturnType<typeof examples.domain>) =>
    toWrite(noun, String(record.id), { op: 'put', record })
  const move = (parent: string) => put(examples.domain('banking', { parent }))
  const record = (id: string) => put(examples.agreement(id, { domains: ['banking'] }))
  const under = async (domain: string) =>
    (await app.inject(`/v1/agreements?domain=${domain}&sort=id`)).json().data.map(({ id }: { id: string }) => id)
  await saveAfterEachOther(t, registry, record('before'), move('health'))
  t.same([await under('finance'), await under('health')], [[], ['before']], 'takes them along')
  await saveAfterEachOther(t, registry, move('finance'), record('during'))
  t.same([await under('finance'), await under('health')], [['before', 'during'], []], 'is found where it is')
})

t.test('numbers that are taken before the commit', async (t) => {
  const { registry, connection } = await testApp(t)
  if (!connection.url) return t.pass('cannot be: the embedded database has one connection')
  await rows(registry.leader, sql`create table naive (id bigserial primary key)`)
  const [slow, quick] = [
    new pg.Client({ connectionString: connection.url }),
    new pg.Client({ connectionString: connection.url }),
  ]
  await Promise.all([slow.connect(), quick.connect()])
  await slow.query('begin; insert into naive default values')
  await quick.query('insert into naive default values')
  const read = async (after: number) =>
    (await quick.query('select id::int from naive where id > $1 order by id', [after])).rows.map(
      ({ id }) => id as number,
    )
  const first = await read(0)
  await slow.query('commit')
  const second = await read(Math.max(...first))
  t.same([...first, ...second], [2], 'lose a change to a reader by cursor, which is why the seal numbers at commit')
  await Promise.all([slow.end(), quick.end()])
})
