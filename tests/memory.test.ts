import { readFileSync } from 'node:fs'
import t from 'tap'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import type { Database } from '../src/database/connect.ts'
import { watchHead } from '../src/log/head.ts'
import { keepAtPosition, openPresent } from '../src/memory/at-position.ts'
import { keepForAWhile } from '../src/memory/for-a-while.ts'
import { usesOfMemory } from '../src/memory/uses.ts'
import type { Noun } from '../src/model/noun.ts'
import { nameOf } from '../src/model/record-name.ts'
import { nouns } from '../src/nouns/all.ts'
import { keepText, keepTexts } from '../src/read/record-texts.ts'
import { openRegistry } from '../src/read/registry.ts'
import { save } from '../src/write/save.ts'
import { appOver, testApp } from './support/app.ts'
import { testDatabase } from './support/database.ts'
import { examples, ground, seqOf, toWrite, write } from './support/records.ts'
import { withResolvers } from './support/with-resolvers.ts'

/** The same database, but that the answer to the first statement with this text is held back, and all such are noted. */
function holding(db: Database, text: string) {
  const { promise: asked, resolve: tell } = withResolvers()
  const { promise: released, resolve: release } = withResolvers()
  const statements: string[] = []
  const { session } = db._
  const slow = Object.create(session, {
    prepareQuery: {
      value(...given: Parameters<typeof session.prepareQuery>) {
        const prepared = session.prepareQuery(...given)
        if (!given[0].sql.includes(text)) return prepared
        statements.push(given[0].sql)
        if (statements.length > 1) return prepared
        return {
          execute: async (values?: Record<string, unknown>) => {
            const answer = await prepared.execute(values)
            tell()
            await released
            return answer
          },
        }
      },
    },
  })
  return {
    db: Object.create(db, { _: { value: { ...db._, session: slow } } }) as Database,
    asked,
    release,
    statements,
  }
}

t.test('a look-up that a write overtakes is not believed', async (t) => {
  const connection = await testDatabase(t)
  const { db, asked, release } = holding(connection.leader, 'json_to_recordset')
  const registry = await openRegistry({ ...connection, reads: db }, nouns)
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' }), registry)
  t.teardown(async () => {
    await app.close()
    registry.close()
  })
  await write(registry, ...ground, examples.mechanism('short-lived'))

  const early = app.inject('/v1/agreements?mechanism=short-lived')
  await asked
  const deletion = toWrite('mechanisms', 'short-lived', { op: 'delete' })
  const saved = await save(connection.leader, nouns, [deletion], { actor: 'test', mode: 'atomic' })
  registry.head.seen(Number(await seqOf(connection.leader, saved)))
  t.equal((await app.inject('/v1/agreements?domain=finance')).statusCode, 200)
  release()
  t.equal((await early).statusCode, 200, 'it was there when it was looked up')
  t.equal((await app.inject('/v1/agreements?mechanism=short-lived')).statusCode, 400, 'and is gone now')
})

t.test('a list is read once for all who ask for it meanwhile', async (t) => {
  const connection = await testDatabase(t)
  const { db, asked, release, statements } = holding(connection.leader, 'json_build_array')
  const registry = await openRegistry({ ...connection, reads: db }, nouns)
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' }), registry)
  t.teardown(async () => {
    await app.close()
    registry.close()
  })
  await write(registry, ...ground)
  const early = app.inject('/v1/domains?limit=2')
  await asked
  const late = app.inject('/v1/domains?limit=2&fields=id')
  const other = await app.inject('/v1/domains?limit=1')
  t.equal(other.json().data.length, 1)
  release()
  t.same(
    (await late).json().data,
    (await early).json().data.map(({ id }: { id: string }) => ({ id })),
  )
  t.equal(statements.length, 2)
})

t.test('the page of a list, its total and ids that are not known yet are asked for by one statement', async (t) => {
  const connection = await testDatabase(t)
  const { db, release, statements } = holding(connection.leader, '')
  release()
  const service = await appOver(t, { ...connection, reads: db })
  const agreement = examples.agreement('fresh', { mechanism: 'fresh' })
  await write(service.registry, ...ground, examples.mechanism('fresh'), agreement)
  // The statement for texts was prepared when the registry was opened.
  statements.length = 0
  const answer = await service.app.inject('/v1/agreements?mechanism=fresh&domain=health')
  t.match(answer.json(), { total: 1, data: [{ id: 'fresh' }] })
  // Whether a noun is large enough to be counted in memory is looked up meanwhile.
  t.equal(statements.filter((text) => !text.endsWith('as more')).length, 1)
})

t.test('what was read before the database was silent is not believed after it', async (t) => {
  const connection = { ...(await testDatabase(t)), mode: 'embedded' as const }
  const isFoundAfter = async (longestGap: number) => {
    const head = await watchHead(connection, longestGap)
    t.teardown(() => head.close())
    const kept = keepAtPosition<Buffer>(head.present, { name: 'test', mostBytes: 1000 })
    kept.keep('a', kept.present(), Buffer.alloc(10), 10)
    await head.refresh()
    return kept.find('a') !== undefined
  }
  t.equal(await isFoundAfter(60_000), true)
  // A leader may have been lost meanwhile, with a state that only a replica had shown.
  t.equal(await isFoundAfter(-1), false)
})

t.test('a text that is kept holds no more memory than it is counted at', async (t) => {
  const kept = keepTexts({ epoch: () => 'one' })
  const noun = nouns.get('sources') as Noun
  // Node cuts short buffers from shared blocks.
  const body = Buffer.from('{"id":"short"}')
  t.ok(body.buffer.byteLength > 1000)
  keepText(kept, noun, 'short', { versionId: 1, tag: '"1"', updatedAt: '2026-11-29T00:00:00Z', body })
  const found = kept.find(nameOf({ noun: 'sources', id: 'short' }))?.body
  t.same(String(found), String(body))
  t.equal(found?.buffer.byteLength, body.length)
})

t.test('what is kept at a position', async (t) => {
  const present = openPresent()
  present.moveTo({ epoch: 'one', seq: 5 })
  const kept = keepAtPosition<Buffer>(present, { name: 'test', mostBytes: 1000 })
  const small = Buffer.alloc(10)

  t.test('is found there and nowhere else', async (t) => {
    kept.keep('a', kept.present(), small, 10)
    t.equal(kept.find('a'), small)
    present.moveTo(present.current(), Date.now() - 1)
    t.equal(kept.find('a'), undefined, 'not while the position is unknown')
    for (const moved of [
      { epoch: 'one', seq: 6 },
      { epoch: 'two', seq: 6 },
      { epoch: 'two', seq: 6, way: 'another' },
    ]) {
      present.moveTo(moved)
      t.equal(kept.find('a'), undefined)
      kept.keep('a', moved, small, 10)
    }
    present.moveTo({ epoch: 'one', seq: 6 })
    t.equal(kept.find('a'), undefined, 'not after a return either')
  })
  t.test('was read there', async (t) => {
    kept.keep('b', { epoch: 'one', seq: 5 }, small, 10)
    kept.keep('b', { epoch: 'two', seq: 6 }, small, 10)
    kept.keep('b', undefined, small, 10)
    t.equal(kept.find('b'), undefined)
  })
  t.test('takes no more than its bytes', async (t) => {
    for (let n = 0; n < 100; n += 1) kept.keep(`${n}`, kept.present(), Buffer.alloc(100), 100)
    kept.keep('too long', kept.present(), Buffer.alloc(2000), 2000)
    const left = Array.from({ length: 100 }, (_, n) => `${n}`).filter((key) => kept.find(key))
    t.ok(left.length > 5 && left.length < 10, `${left.length} are left`)
    t.notOk(kept.find('too long'))
  })
  t.test('is shared while it is read, and not kept if the log moved meanwhile', async (t) => {
    const { promise: answered, resolve: answer } = withResolvers()
    const read = async () => {
      const readAt = kept.present()
      await answered
      kept.keep('c', readAt, small, 10)
      return small
    }
    const early = kept.share('c', read)
    t.equal(kept.share('c', read), early)
    present.moveTo({ epoch: 'one', seq: 7 })
    t.not(kept.share('c', read), early, 'what was begun before the move is no answer after it')
    present.moveTo({ epoch: 'one', seq: 8 })
    answer()
    t.equal(await early, small)
    t.equal(kept.find('c'), undefined)
    const late = kept.share('c', read)
    t.equal(await late, small)
    t.equal(kept.find('c'), small)
    t.not(kept.share('c', read), late, 'what has been read is no longer shared')
    await t.rejects(kept.share('d', () => Promise.reject(new Error('gone'))))
    t.equal(await kept.share('d', read), small, 'what fails is asked again')
  })
})

t.test('what is kept for a while is asked once, and forgotten even while it is read', async (t) => {
  const kept = keepForAWhile<object>({ name: 'test', milliseconds: 60_000, most: 2 })
  let asked = 0
  const read = async () => ({ asked: ++asked })
  t.same(await Promise.all([kept.share('a', read), kept.share('a', read)]), [{ asked: 1 }, { asked: 1 }])
  const { promise: answered, resolve: answer } = withResolvers()
  const slow = kept.share('b', async () => {
    await answered
    return { asked: 'early' }
  })
  kept.forget('b')
  answer()
  t.same(await slow, { asked: 'early' })
  t.same(await kept.share('b', read), { asked: 2 })
  await kept.share('c', read)
  t.same(await kept.share('a', read), { asked: 4 }, 'no more than two are kept')
})

t.test('docs/memory.md lists what is remembered', async (t) => {
  await testApp(t)
  const listed = [...readFileSync('docs/memory.md', 'utf8').matchAll(/^\| ([a-z]+) +\| (?:at|for) /gm)]
  t.same(
    listed.map(([, name]) => name).sort(),
    usesOfMemory().filter((name) => name !== 'test'),
  )
})
