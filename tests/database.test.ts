import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import t from 'tap'
import { asBytes, bytesOf } from '../src/database/byte-columns.ts'
import { sqlState } from '../src/database/problems.ts'
import { rows } from '../src/database/rows.ts'
import { transaction } from '../src/database/transaction.ts'
import { emptyDatabase, testDatabase } from './support/database.ts'

t.test('rows', async (t) => {
  const { leader: db } = await testDatabase(t)
  const query = sql`
    select ${'text'}::text as text, ${7}::int as int, ${true}::boolean as bool, 1::int8::text as big, null as nothing,
      array[1, 2] as ints, ${sql.param(['a', 'b,"'])}::text[] as texts, ${JSON.stringify({ a: ['合'] })}::jsonb as json,
      '2026-11-24'::date as day, '2026-11-24 01:02:03.456789+00'::timestamptz at time zone 'utc' as instant`
  const expected = {
    text: 'text',
    int: 7,
    bool: true,
    big: '1',
    nothing: null,
    ints: [1, 2],
    texts: ['a', 'b,"'],
    json: { a: ['合'] },
    day: '2026-11-24',
    instant: '2026-11-24 01:02:03.456789',
  }
  t.strictSame(await rows(db, query), [expected])
  t.strictSame(await rows(db, query), [expected], 'a second time')
  t.strictSame(await transaction(db, (tx) => rows(tx, query)), [expected], 'in a transaction')
  const many = await Promise.all(Array.from({ length: 50 }, (_, n) => rows(db, sql`select ${n}::int as n`)))
  t.strictSame(
    many.flat(),
    Array.from({ length: 50 }, (_, n) => ({ n })),
  )
})

t.test('an error of the database', async (t) => {
  const { leader: db } = await testDatabase(t)
  await rows(db, sql`create table things (id int constraint one_id unique)`)
  const add = (id: number) => sql`insert into things values (${id}::int)`
  await rows(db, add(1))
  const doubled = await rows(db, add(1)).catch((error) => error)
  t.equal(sqlState(doubled), '23505')
  t.match(doubled.cause, { constraint: 'one_id', detail: 'Key (id)=(1) already exists.', message: /unique/ })
  await t.rejects(rows(db, sql`select 1 / ${0}::int`), { cause: { code: '22012' } })
  await t.rejects(rows(db, sql`selec 1`), { cause: { code: '42601' } })

  await t.test('says by its SQLSTATE whether the database does not do what is asked at the moment', async (t) => {
    const fail = (state: string) =>
      rows(db, sql`${sql.raw(`do $$ begin raise exception using errcode = '${state}'; end $$`)}`)
    for (const state of ['25P03', '53100', '58030'])
      await t.rejects(fail(state), { name: 'DatabaseUnavailable', reason: 'silent' })
    for (const state of ['54000', 'XX001']) await t.rejects(fail(state), { cause: { code: state } })
  })

  await t.test('undoes the whole transaction and leaves the database usable', async (t) => {
    const writing = transaction(db, async (tx) => {
      await rows(tx, add(2))
      await rows(tx, add(1))
    })
    await t.rejects(writing, { cause: { code: '23505' } })
    await t.rejects(
      transaction(db, async (tx) => {
        await rows(tx, add(3))
        throw new Error('of our own')
      }),
      { message: 'of our own' },
    )
    t.strictSame(await rows(db, sql`select id from things`), [{ id: 1 }])
  })

  await t.test('inside a nested transaction undoes that alone', async (t) => {
    await transaction(db, async (tx) => {
      await rows(tx, add(4))
      await t.rejects(
        tx.transaction((inner) => rows(inner, add(1))),
        { cause: { code: '23505' } },
      )
      await rows(tx, add(5))
    })
    t.strictSame(await rows(db, sql`select id from things order by id`), [{ id: 1 }, { id: 4 }, { id: 5 }])
  })
})

t.test('a transaction is seen by others as a whole or not at all', async (t) => {
  const { leader: db } = await testDatabase(t)
  await rows(db, sql`create table things (id int)`)
  let reading: Promise<{ count: number }[]> | undefined
  await transaction(db, async (tx) => {
    await rows(tx, sql`insert into things values (1)`)
    reading = rows(db, sql`select count(*)::int as count from things`)
    await rows(tx, sql`select 1`)
    await rows(tx, sql`insert into things values (2)`)
  })
  const [seen] = (await reading) ?? []
  t.ok(seen?.count === 0 || seen?.count === 2)
})

t.test('statements of a transaction that are given at once run one after another', async (t) => {
  const { leader: db } = await testDatabase(t)
  const warnings: string[] = []
  const note = ({ message }: Error) => warnings.push(message)
  process.on('warning', note)
  t.teardown(() => process.off('warning', note))
  const numbers = [1, 2, 3, 4]
  const found = await transaction(db, (tx) =>
    Promise.all(numbers.map((number) => rows<{ number: number }>(tx, sql`select ${number}::int as number`))),
  )
  t.same(
    found.map(([row]) => row?.number),
    numbers,
  )
  await new Promise((resolve) => setImmediate(resolve))
  t.same(warnings, [], 'and a client is given no second one while it runs one')
})

t.test('a migrated database is migrated again without effect', async (t) => {
  const { leader: db, migrate } = await testDatabase(t)
  const applied = () => rows<{ hash: string }>(db, sql`select hash from drizzle.__drizzle_migrations order by id`)
  const before = await applied()
  t.ok(before.length > 0)
  await migrate()
  t.strictSame(await applied(), before)
})

t.test('a column read as bytes is the same text, whatever stands beside it and however long it is', async (t) => {
  const { leader: db } = await emptyDatabase(t)
  const text = fc.oneof(
    fc.constantFrom(null, '', '滬港金融合作', '{"id":"a"}'),
    fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replaceAll('\0', '')),
    // Longer than what a socket gives at once.
    fc
      .tuple(fc.constantFrom('a', '粵', '𠮷'), fc.integer({ min: 1, max: 30_000 }))
      .map(([each, times]) => each.repeat(times)),
  )
  const listed = fc.array(fc.record({ before: text, bytes: text, after: text }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(listed, async (listed) => {
      const given = await rows<{ before: string; bytes: Buffer | string | null; after: string; at: number }>(
        db,
        sql`select before, ${asBytes(sql`bytes`)} as bytes, after, row_number() over ()::int as at
          from json_to_recordset(${JSON.stringify(listed)}::json) as listed (before text, bytes text, after text)`,
      )
      const told = given.map((row) => ({ ...row, bytes: row.bytes === null ? null : bytesOf(row.bytes).toString() }))
      t.strictSame(
        told,
        listed.map((row, index) => ({ ...row, at: index + 1 })),
      )
    }),
    { numRuns: 15 },
  )
})
