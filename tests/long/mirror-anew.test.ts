import t, { type Test } from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { longTransaction } from '../../src/copy/long-transaction.ts'
import { followOrigin } from '../../src/copy/mirror.ts'
import { transaction } from '../../src/database/transaction.ts'
import { positionGone } from '../../src/log/log-cursor.ts'
import { restartLog } from '../../src/log/restarts.ts'
import { stateRoot } from '../../src/log/state-root.ts'
import { verifyLog } from '../../src/log/verify.ts'
import { nouns } from '../../src/nouns/all.ts'
import { readNow, readPast } from '../../src/read/past/read-past.ts'
import type { Registry } from '../../src/read/registry.ts'
import { emptyLog } from '../../src/write/replicate.ts'
import { save } from '../../src/write/save.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { engine } from '../support/database.ts'
import { serviceOn } from '../support/fault-service.ts'
import { listening, manifest, quiet } from '../support/mirrors.ts'
import { noServerBinaries, startNode } from '../support/postgres-node.ts'
import { examples, ground, toWrite, write } from '../support/records.ts'
import { epochOf, untilConfirmed, watchOf, writeMany } from '../support/restored.ts'

/** An origin and its mirror, with what the mirror says as it follows. */
async function mirrored(t: Test) {
  const [origin, copy] = [await testApp(t), await testApp(t)]
  const url = await listening(origin)
  const said: string[] = []
  const follow = async () => {
    await origin.registry.head.refresh()
    await followOrigin(copy.registry.leader, nouns, url, { ...quiet, say: (line) => said.push(line) })
    await copy.registry.head.refresh()
  }
  return { origin, copy, follow, said }
}

const remove = ({ leader }: Registry, id: string) =>
  save(leader, nouns, [toWrite('agreements', id, { op: 'delete' })], { actor: 'test', mode: 'atomic' })

/** Puts a registry back to a state that has nothing in common with the one before. */
async function replace({ registry }: TestApp, ...ids: string[]): Promise<void> {
  await transaction(registry.leader, (tx) => emptyLog(tx, nouns, 'restored'))
  await registry.head.refresh()
  await write(registry, ...ground, ...ids.map((id) => examples.agreement(id, { confidence: 'low' })))
}

const ask = async ({ app }: TestApp, url: string) => {
  const { statusCode, headers, body } = await app.inject(url)
  return { status: statusCode, seq: Number(headers['registry-seq']), body: JSON.parse(body) }
}

t.test('a mirror whose origin is another log', async (t) => {
  const { origin, copy, follow, said } = await mirrored(t)
  await write(origin.registry, ...ground, examples.agreement('a'), examples.agreement('b'))
  await write(origin.registry, examples.agreement('a', { signedOn: '2025' }))
  await follow()
  const { seq } = await ask(copy, '/v1/agreements')
  const { cursor } = (await ask(copy, '/v1/changes?after=now')).body
  const cited = `/v1/agreements?asOf=${seq - 1}&limit=5`
  t.equal((await ask(copy, cited)).status, 200)
  t.equal((await ask(copy, `/v1/agreements?minSeq=${seq}`)).status, 200)
  const epoch = copy.registry.head.epoch()

  for (const [time, id] of ['c', 'd'].entries()) {
    await replace(origin, id)
    await follow()
    t.match(said.at(-2), /Beginning anew/)
    t.same(await manifest(copy), await manifest(origin), 'is equal to it')
    t.same(
      (await ask(copy, `/v1/agreements/${id}/versions`)).body.data.map(({ version }: { version: number }) => version),
      [1],
    )
    await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
    t.not(copy.registry.head.epoch(), epoch)
    for (const url of [cited, `/v1/agreements?asOf=${seq}&limit=${6 + time}`, `/v1/agreements/a?asOf=${seq - 1}`])
      t.equal((await ask(copy, url)).status, 410, `${url} is of a state that was undone`)
    t.equal((await ask(copy, `/v1/agreements?minSeq=${seq}`)).status, 410, 'so is a position to wait for')
    t.equal((await ask(copy, `/v1/changes?after=${cursor}`)).status, 410, 'and a cursor')
    const now = await ask(copy, '/v1/agreements')
    t.ok(now.seq > seq, 'goes on behind all positions that were given')
    t.equal((await ask(copy, `/v1/agreements?asOf=${now.seq}&limit=5`)).body.total, 1)
  }
})

t.test('a position that was found before a mirror began anew', async (t) => {
  const { origin, copy, follow } = await mirrored(t)
  await write(origin.registry, ...ground, examples.agreement('a'))
  await follow()
  const { seq } = await ask(copy, '/v1/agreements')
  await replace(origin, 'c')
  await follow()
  const read = readPast(copy.registry, seq - 1, async () => {})
  await t.rejects(read, positionGone(), 'is not read')
})

t.test('readers of a mirror', { skip: engine === 'pglite' && 'one transaction at a time' }, async (t) => {
  const { origin, copy, follow } = await mirrored(t)
  await write(origin.registry, ...ground, examples.agreement('a'), examples.agreement('b'))
  await write(origin.registry, examples.agreement('a', { signedOn: '2025' }))
  await follow()
  const { seq } = await ask(copy, '/v1/agreements')
  const before = await manifest(copy)

  await t.test('read what stood before, until it has begun anew', async (t) => {
    const undone = new Error('Begins no more.')
    const beginning = longTransaction(copy.registry.leader, async (tx) => {
      await emptyLog(tx, nouns, 'test')
      await save(tx, nouns, [toWrite('sources', 'paper', { op: 'put', record: examples.source().record })], {
        actor: 'test',
        mode: 'atomic',
      })
      t.same(await manifest(copy), before)
      for (const url of [
        '/v1/agreements?limit=3',
        '/v1/agreements?limit=3&q=document',
        `/v1/agreements?limit=3&asOf=${seq - 1}`,
        `/v1/agreements?limit=3&minSeq=${seq}`,
        '/v1/agreements/b?fields=id',
        '/v1/agreements/a/versions',
        '/v1/changes?limit=3',
        '/v1/search?q=health&limit=3',
        '/v1/matrix',
        '/v1/editions',
      ])
        t.match(await ask(copy, url), { status: 200 }, url)
      t.equal((await copy.app.inject('/en/agreements')).statusCode, 200)
      t.equal((await copy.app.inject('/en/agreements/a')).statusCode, 200)
      throw undone
    })
    await t.rejects(beginning, undone)
  })

  await t.test('go on reading what they began with', async (t) => {
    await replace(origin, 'c')
    await readNow(copy.registry.db, async (now) => {
      const root = await stateRoot(now, seq)
      await follow()
      t.equal(await stateRoot(now, seq), root)
    })
    t.same(await manifest(copy), await manifest(origin))
  })

  await t.test('are answered from before or after', async (t) => {
    const of = (prefix: string) => Array.from({ length: 300 }, (_, index) => `${prefix}${index}`)
    await replace(origin, ...of('e'))
    await follow()
    await replace(origin, ...of('f').slice(0, 200))
    let isOver = false
    const following = follow().finally(() => {
      isOver = true
    })
    const totals = new Set<number>()
    for (let count = 1; !isOver; count += 1) {
      const { status, body } = await ask(copy, `/v1/agreements?limit=${1 + (count % 200)}`)
      t.equal(status, 200, JSON.stringify(body).slice(0, 300))
      totals.add(body.total)
    }
    await following
    t.same(
      [...totals].filter((total) => total !== 300 && total !== 200),
      [],
    )
    t.equal((await ask(copy, '/v1/agreements?limit=2')).body.total, 200)
  })
})

t.test('a mirror whose origin’s log was restarted and has lost nothing', async (t) => {
  const { origin, copy, follow, said } = await mirrored(t)
  await write(origin.registry, ...ground, examples.agreement('a'), examples.agreement('b'))
  await follow()
  await write(origin.registry, examples.agreement('a', { signedOn: '2025' }))
  await remove(origin.registry, 'b')
  await follow()
  const { seq } = await ask(copy, '/v1/agreements')
  const epoch = copy.registry.head.epoch()
  const { cursor } = (await ask(copy, '/v1/changes?after=now')).body
  const taken = said.length
  const restart = async () => {
    await restartLog(origin.registry.leader, origin.registry.head.epoch(), 'test')
    await origin.registry.head.refresh()
  }
  const goesOn = async (message: string) => {
    await follow()
    t.same(said.slice(taken), [], `${message}: takes no snapshot`)
    t.same(await manifest(copy), await manifest(origin), 'is equal')
    t.equal(copy.registry.head.epoch(), epoch, 'keeps its log')
    await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
  }
  await restart()
  await goesOn('at its end')
  await write(origin.registry, examples.agreement('c'))
  await restart()
  await restart()
  await write(origin.registry, examples.agreement('d'))
  await goesOn('before its end, and again')
  t.equal((await ask(copy, '/v1/agreements/b')).status, 410, 'what was deleted is still told')
  t.equal((await ask(copy, `/v1/agreements?asOf=${seq}&limit=4`)).status, 200, 'positions stay')
  const { changes } = (await ask(copy, `/v1/changes?after=${cursor}`)).body
  t.same(
    changes.map(({ id }: { id: string }) => id),
    ['c', 'd'],
    'and cursors',
  )
})

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

t.test('a service over a mirror that begins anew', { skip }, async (t) => {
  const origin = await testApp(t)
  const node = await startNode(t)
  const url = await listening(origin)
  await write(origin.registry, ...ground, examples.agreement('a'))
  const mirror = await serviceOn(t, node)
  await makeCurrent(mirror.connection, nouns)
  await followOrigin(mirror.connection.leader, nouns, url, quiet)
  const { told, failures } = watchOf(t, mirror)
  await untilConfirmed(node)
  const before = await epochOf(node)
  await replace(origin, 'c')
  await followOrigin(mirror.connection.leader, nouns, url, quiet)
  const begun = await epochOf(node)
  t.not(begun, before)
  await untilConfirmed(node)
  t.same([told, failures], [[], []], 'takes it for no loss')
  t.equal(await epochOf(node), begun, 'and does not restart the log again')
  await writeMany(mirror, 1)
})
