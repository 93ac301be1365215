import t from 'tap'
import { followOrigin } from '../src/copy/mirror.ts'
import { transaction } from '../src/database/transaction.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { emptyLog } from '../src/write/replicate.ts'
import { save } from '../src/write/save.ts'
import { testApp } from './support/app.ts'
import { listening, manifest, quiet } from './support/mirrors.ts'
import { examples, ground, toWrite, write } from './support/records.ts'

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
