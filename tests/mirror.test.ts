import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { followOrigin } from '../src/copy/mirror.ts'
import { transaction } from '../src/database/transaction.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { emptyLog } from '../src/write/replicate.ts'
import { save } from '../src/write/save.ts'
import { type TestApp, testApp } from './support/app.ts'
import { engine } from './support/database.ts'
import { examples, ground, toWrite, write } from './support/records.ts'

async function listening({ app }: TestApp): Promise<string> {
  return app.listen({ port: 0, host: '127.0.0.1' })
}

async function manifest({ app }: TestApp): Promise<unknown[]> {
  return (await app.inject('/v1/manifest')).json().records
}

const quiet = { once: true, say: () => {}, signal: new AbortController().signal }

t.test('a mirror', async (t) => {
  const origin = await testApp(t)
  const copy = await testApp(t)
  const url = await listening(origin)
  const { registry } = origin
  const follow = async () => {
    await registry.head.refresh()
    await followOrigin(copy.registry.db, nouns, url, quiet)
    await copy.registry.head.refresh()
  }
  const change = async (id: string, op: 'delete' | 'restore') =>
    save(registry.db, nouns, [toWrite('agreements', id, { op })], { actor: 'test', mode: 'atomic' })

  await write(registry, ...ground, examples.agreement('a'), examples.agreement('b'))
  await write(registry, examples.agreement('a', { signedOn: '2025' }))
  await follow()
  t.same(await manifest(copy), await manifest(origin), 'takes over a snapshot')
  await change('b', 'delete')
  await write(registry, examples.agreement('a', { domains: ['finance'] }), examples.agreement('c'))
  await change('b', 'restore')
  await change('c', 'delete')
  await follow()
  t.same(await manifest(copy), await manifest(origin), 'and what comes after it')
  t.same(
    (await copy.app.inject('/v1/agreements/b')).json(),
    (await origin.app.inject('/v1/agreements/b')).json(),
    'to the byte',
  )
  t.equal((await copy.app.inject('/v1/agreements/c')).statusCode, 410)

  await transaction(registry.db, (tx) => emptyLog(tx, nouns))
  await write(registry, ...ground, examples.agreement('b', { signedOn: '1999' }))
  await follow()
  t.same(await manifest(copy), await manifest(origin), 'begins anew when the log of its origin is another one')
  await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
})

t.test(
  'a mirror that is killed',
  { skip: engine === 'pglite' && 'needs a server that outlives the process' },
  async (t) => {
    const origin = await testApp(t)
    const copy = await testApp(t)
    const url = await listening(origin)
    const { registry } = origin
    await write(registry, ...ground)
    let asked = 0
    origin.app.server.on('request', () => {
      asked += 1
    })
    let round = 0
    const writing = new AbortController()
    const writer = (async () => {
      for (let index = 0; !writing.signal.aborted; index += 1)
        await write(registry, examples.agreement(`a${index % 7}`, { signedOn: String(1990 + (index % 30)) }))
    })()
    for (; round < 4; round += 1) {
      const child = spawn('node', ['dist/main.js', 'mirror', url], {
        env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: copy.connection.url },
        stdio: 'ignore',
      })
      const enough = asked + 3 + round
      while (asked < enough) await once(origin.app.server, 'request')
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    writing.abort()
    await writer
    await registry.head.refresh()
    await followOrigin(copy.registry.db, nouns, url, quiet)
    await copy.registry.head.refresh()
    t.same(await manifest(copy), await manifest(origin), 'ends equal')
    await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
  },
)
