import t from 'tap'
import { followOrigin } from '../../src/copy/mirror.ts'
import { transaction } from '../../src/database/transaction.ts'
import { verifyLog } from '../../src/log/verify.ts'
import { nouns } from '../../src/nouns/all.ts'
import { emptyLog } from '../../src/write/replicate.ts'
import { save } from '../../src/write/save.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { examples, ground, toWrite, write } from '../support/records.ts'

/** An origin that listens, an empty copy, and what follows the one with the other. */
async function pair(t: Tap) {
  const [origin, copy] = [await testApp(t), await testApp(t)]
  const address = await origin.app.listen({ port: 0, host: '127.0.0.1' })
  const said: string[] = []
  const follow = async (url = address) => {
    const options = { once: true, say: (line: string) => said.push(line), signal: new AbortController().signal }
    await followOrigin(copy.registry.leader, nouns, url, options)
    await copy.registry.head.refresh()
  }
  return { origin, copy, address, follow, said }
}
type Tap = Parameters<typeof testApp>[0]

const get = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()
const asked = [
  '/v1/manifest',
  '/v1/agreements?domain=finance&facets=domain&facets=party&limit=200',
  '/v1/search?q=memorandum',
]

/** Both give the same answers, but for the positions of their own logs. */
async function equal(t: Tap, origin: TestApp, copy: TestApp, message: string) {
  for (const url of asked) {
    const [{ seq: _, ...one }, { seq: __, ...other }] = [await get(origin, url), await get(copy, url)]
    t.same(other, one, `${message}: ${url}`)
  }
  await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
}

t.test('a mirror of more records than fit a batch', async (t) => {
  const { origin, copy, follow } = await pair(t)
  const many = Array.from({ length: 1100 }, (_, index) => examples.agreement(`a${index}`, { domains: ['banking'] }))
  await write(origin.registry, ...ground, ...many)
  await follow()
  await equal(t, origin, copy, 'takes over a snapshot')

  // Each refers to the next and the last to the first, so no part of them can stand alone.
  const ring = Array.from({ length: 700 }, (_, index) =>
    examples.agreement(`r${index}`, { relations: [{ type: 'renews', agreement: `r${(index + 1) % 700}` }] }),
  )
  await write(origin.registry, examples.domain('money'), examples.domain('finance', { parent: 'money' }))
  await write(origin.registry, ...ring)
  await write(origin.registry, examples.agreement('r0', { title: { en: 'A line\u2028of its own\u2029' } }))
  await follow()
  await equal(t, origin, copy, 'and a write that is longer than a page')
})

t.test('a mirror whose connections are cut', async (t) => {
  const { origin, copy, address, follow, said } = await pair(t)
  const many = Array.from({ length: 60 }, (_, index) => examples.agreement(`a${index}`))
  await write(origin.registry, ...ground, ...many, examples.agreement('line', { title: { en: '1\u20282\r3' } }))
  const bytes = [0, 1500]
  const proxy = await cuttingProxy(t, address, (connection) => bytes[connection])
  await follow(proxy)
  await equal(t, origin, copy, 'tries again')
  t.match(said, [/does not answer/, /does not answer/, /71 records/], 'and takes over nothing that is cut off')
})

t.test('a mirror whose origin was restored', async (t) => {
  const { origin, copy, follow, said } = await pair(t)
  const { leader: db } = origin.registry
  await write(origin.registry, ...ground, examples.agreement('a'), examples.agreement('b'))
  await write(origin.registry, examples.agreement('a', { confidence: 'low' }))
  await follow()
  const before = (await get(copy, '/v1/changes?after=now')).cursor
  await transaction(db, (tx) => emptyLog(tx, nouns, 'restored'))
  await origin.registry.head.refresh()
  await write(origin.registry, ...ground, examples.agreement('a', { confidence: 'medium' }))
  await save(db, nouns, [toWrite('agreements', 'a', { op: 'delete' })], { actor: 'test', mode: 'atomic' })
  await follow()
  await equal(t, origin, copy, 'begins anew')
  t.match(said.join(' '), /does not know the cursor/)
  t.equal((await get(copy, `/v1/changes?after=${before}`)).status, 410, 'and tells its own readers')
})

t.test('a mirror whose origin was restored, and has come further since', async (t) => {
  const { origin, copy, follow } = await pair(t)
  const { leader: db } = origin.registry
  const writeOn = async (...titles: string[]) => {
    for (const en of titles) await write(origin.registry, examples.source('a', { title: { en } }))
  }
  await writeOn('First', 'Undone')
  await follow()
  await transaction(db, (tx) => emptyLog(tx, nouns, 'restored'))
  await origin.registry.head.refresh()
  await writeOn('First', 'Second', 'Third')
  await follow()
  const { data } = await get(copy, '/v1/sources/a/versions')
  t.same(
    data.map(({ version }: { version: number }) => version),
    [3],
    'holds no version that was undone',
  )
})

t.test('a database with records of its own', async (t) => {
  const { origin, copy, follow } = await pair(t)
  await write(origin.registry, ...ground)
  await write(copy.registry, ...ground, examples.agreement('own'))
  await t.rejects(follow(), /records of its own/, 'is not made a mirror')
  t.equal((await get(copy, '/v1/agreements')).total, 1)
})

t.test('a mirror of one origin', async (t) => {
  const { origin, follow } = await pair(t)
  await write(origin.registry, ...ground)
  await follow()
  await t.rejects(follow('http://127.0.0.1:9'), /is the mirror of http/, 'is not made that of another')
})
