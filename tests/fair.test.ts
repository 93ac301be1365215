import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { limitedSlots } from '../src/http/slots.ts'
import { oneHeavyAtOnce } from '../src/http/turns.ts'
import { texts } from '../src/language/texts.ts'
import { seededApp, testApp } from './support/app.ts'
import { holdingServer } from './support/holding.ts'
import { examples, ground, write } from './support/records.ts'

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`)

t.test('of those who read', async (t) => {
  const { ask, begun, release, settle, base } = await holdingServer(t)
  const asked = []
  for (const id of numbered('a', 18)) asked.push(await ask(id, '203.0.113.1'))
  await settle()
  t.same(begun, numbered('a', 15), 'fifteen of one address work at once')
  await ask('b0', '203.0.113.2')
  await settle()
  t.same(begun.slice(15), ['b0'], 'and the sixteenth is of another one')
  await ask('b1', '203.0.113.2')
  await ask('c0', '203.0.113.3')
  t.equal((await fetch(`${base}/livez`)).status, 200, 'probes do not wait')
  await asked[15]?.leave()
  for (const id of numbered('a', 4)) {
    await release(id)
    await settle()
  }
  t.same(begun.slice(16), ['b1', 'c0', 'a16', 'a17'], 'the addresses take turns, each in its order')
})

t.test('heavy reads', async (t) => {
  t.test('wait apart from light ones, by address', async (t) => {
    const { ask, begun, release, settle } = await holdingServer(t)
    for (const id of numbered('a', 6)) await ask(id, '203.0.113.1', 'heavy')
    await settle()
    t.same(begun, ['a0', 'a1', 'a2'])
    await ask('b0', '203.0.113.2', 'heavy')
    await ask('b1', '203.0.113.2', 'heavy')
    await ask('light', '203.0.113.1')
    await settle()
    t.same(begun.slice(3).sort(), ['b0', 'light'])
    await release('a0')
    await settle()
    t.equal(begun.at(-1), 'a3')
    await release('a1')
    await settle()
    t.equal(begun.at(-1), 'b1')
  })

  t.test('are one at a time on the embedded database', async (t) => {
    const { ask, begun, settle } = await holdingServer(t, { queues: oneHeavyAtOnce })
    for (const id of numbered('a', 3)) await ask(id, '203.0.113.1', 'heavy')
    await settle()
    t.same(begun, ['a0'])
  })

  t.test('are refused at once where too many wait, but for an address that has few', async (t) => {
    const { ask, release } = await holdingServer(t)
    const asked = []
    for (const id of numbered('a', 60)) asked.push(await ask(id, '203.0.113.1', 'heavy'))
    const refused = await asked.at(-1)?.answer
    t.match([refused?.status, refused?.headers.has('retry-after')], [503, true])
    const other = await ask('b0', '203.0.113.2', 'heavy')
    const light = await ask('light', '203.0.113.1')
    await Promise.all([release('b0'), release('light')])
    t.equal((await other.answer).status, 200)
    t.equal((await light.answer).status, 200, 'and light reads of the same address are not')
  })

  t.test('are refused when they have waited for long', async (t) => {
    const { ask } = await holdingServer(t, { queues: { heavy: { atOnce: 4, patience: 50 } } })
    const asked = []
    for (const id of numbered('a', 4)) asked.push(await ask(id, '203.0.113.1', 'heavy'))
    t.equal((await asked.at(-1)?.answer)?.status, 503)
  })
})

t.test('a client that goes', async (t) => {
  t.test('ends no turn and no count while the work goes on', async (t) => {
    const queues = { heavy: { atOnce: 17, patience: 120_000 } }
    const { app, ask, begun, release, settle } = await holdingServer(t, { queues })
    const ids = numbered('a', 16)
    const asked = []
    for (const id of ids) asked.push(await ask(id, '203.0.113.1', 'heavy'))
    await settle()
    for (const id of numbered('b', 2)) await ask(id, '203.0.113.2', 'heavy')
    // Some are let in until the pace is known.
    while (app.load.heavy.hasRoom('203.0.113.1')) await setImmediate()
    for (const { leave } of asked) await leave()
    await settle()
    t.same(begun, [...ids, 'b0'], 'only one turn is left to others')
    t.equal((await (await ask('a16', '203.0.113.1', 'heavy')).answer).status, 503, 'and all sixteen still count')
    await Promise.all(ids.map(release))
    await settle()
    t.equal(begun.at(-1), 'b1')
    const last = await ask('a17', '203.0.113.1', 'heavy')
    await release('a17')
    t.equal((await last.answer).status, 200)
  })

  t.test('keeps its slot while the work goes on, and no longer', async (t) => {
    const takeSlot = limitedSlots(2, 7, (count) => texts(`${count} do this.`, '', ''))
    const { ask, release, settle } = await holdingServer(t, { takeSlot })
    const first = await ask('a0', '203.0.113.1', 'open')
    await settle()
    await first.leave()
    t.equal((await (await ask('a1', '203.0.113.1', 'open')).answer).status, 429)
    await release('a0')
    await settle()
    const second = await ask('a2', '203.0.113.1', 'open')
    await release('a2')
    t.equal((await second.answer).status, 200)
  })

  t.test('takes no slot when the position that it waits for is reached', async (t) => {
    const { app, registry } = await testApp(t)
    await write(registry, ...ground)
    const head = Number((await app.inject('/v1/changes')).headers['registry-seq'])
    const base = await app.listen({ port: 0, host: '127.0.0.1' })
    for (let time = 0; time < 4; time += 1) {
      const leaving = new AbortController()
      const arrived = once(app.server, 'request')
      fetch(`${base}/v1/snapshot?minSeq=${head + 1}`, { signal: leaving.signal }).catch(() => {})
      const [, response] = await arrived
      leaving.abort()
      await once(response, 'close')
    }
    const after = fetch(`${base}/v1/sources?minSeq=${head + 1}`)
    await write(registry, examples.source('news'))
    t.equal((await after).status, 200)
    t.equal((await fetch(`${base}/v1/snapshot?minSeq=${head + 1}`)).status, 200)
  })
})

t.test('what looks at many records is a heavy read', async (t) => {
  const { app } = await seededApp(t)
  app.load.heavy.hasRoom = () => false
  const heavy = ['/en/agreements', '/en/agreements.atom?q=finance', '/v1/agreements?q=finance', '/en/domains/finance']
  for (const url of heavy) t.equal((await app.inject(url)).statusCode, 503, url)
  const light = ['/v1/agreements?domain=finance', '/v1/domains/finance', '/en/meetings/shanghai-2024-04']
  for (const url of light) t.equal((await app.inject(url)).statusCode, 200, url)
})

t.test('what is held open is for one address by half', async (t) => {
  const { ask, release, settle, begun } = await holdingServer(t, {
    takeSlot: limitedSlots(4, 7, (count) => texts(`${count} do this.`, '', '')),
  })
  const first = await ask('a0', '203.0.113.1', 'open')
  await ask('a1', '203.0.113.1', 'open')
  const third = await (await ask('a2', '203.0.113.1', 'open')).answer
  t.match([third.status, third.headers.get('retry-after')], [429, '7'])
  for (const id of ['b0', 'b1']) await ask(id, '203.0.113.2', 'open')
  t.equal((await (await ask('c0', '203.0.113.3', 'open')).answer).status, 503)
  await release('a0')
  await (await first.answer).text()
  await ask('c1', '203.0.113.3', 'open')
  await settle()
  t.same(begun, ['a0', 'a1', 'b0', 'b1', 'c1'])
})

t.test('a page of changes is read once for all who wait for it', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const { cursor, head } = (await app.inject('/v1/changes?limit=1000')).json()
  const { session } = registry.db._
  const asked = t.capture(session, 'prepareQuery', session.prepareQuery)
  const waiting = Array.from({ length: 24 }, () => app.inject(`/v1/changes?after=${cursor}&wait=20`))
  await write(registry, examples.source('news'))
  const answers = await Promise.all(waiting)
  t.equal(new Set(answers.map(({ body }) => body)).size, 1)
  t.match(answers[0]?.json(), { changes: [{ id: 'news' }], head: head + 1 })
  const readings = asked().filter(({ args: [query] }) => query.sql.includes('bounds as materialized'))
  t.ok(readings.length < 10, `by ${readings.length} statements in all`)
})

t.test('those who wait for a change may come all at once, and are answered', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const { cursor } = (await app.inject('/v1/changes?after=now')).json()
  const polls = Array.from({ length: 200 }, () => app.inject(`/v1/changes?after=${cursor}&wait=25`))
  await write(registry, examples.source('news'))
  const answers = await Promise.all(polls)
  t.same([...new Set(answers.map(({ statusCode }) => statusCode))], [200])
  t.ok(answers.every(({ body }) => body.includes('"news"')))
})

t.test('streams of changes', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const { session } = registry.db._
  const prepareQuery = session.prepareQuery.bind(session)
  let [atWork, most] = [0, 0]
  t.intercept(session, 'prepareQuery', {
    value: (...words: Parameters<typeof prepareQuery>) => {
      const statement = prepareQuery(...words)
      if (!words[0].sql.includes('bounds as materialized')) return statement
      const execute = statement.execute.bind(statement)
      statement.execute = (values) => {
        atWork += 1
        most = Math.max(most, atWork)
        return execute(values).finally(() => {
          atWork -= 1
        })
      }
      return statement
    },
  })
  /** Opens streams, and waits until each has told of a change or of none. */
  async function begin(queries: string[]): Promise<void> {
    const leaving = new AbortController()
    const began = queries.map(async (query) => {
      const { body } = await fetch(`${base}/v1/changes/stream?${query}`, { signal: leaving.signal })
      for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) if (text.includes('id: ')) return
    })
    await Promise.all(began)
    leaving.abort()
  }
  const filled = [...new Set(ground.map(({ noun }) => noun))]
  const others = [...registry.nouns.keys()]
  await begin(filled.flatMap((noun) => others.map((other) => `noun=${noun}&noun=${other}`)))
  t.ok(most <= 3, `of one address work three at once at most: ${most} did`)
})
