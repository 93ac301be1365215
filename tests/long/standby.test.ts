import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { engine } from '../support/database.ts'
import { type FaultService, serviceOn, untilWhole } from '../support/fault-service.ts'
import { copyNode, noServerBinaries, startNode } from '../support/postgres-node.ts'

/** Asks, for the answer is remembered for a second, until it is this one. */
async function untilReady({ app }: FaultService, status: string): Promise<void> {
  while ((await app.inject('/readyz')).json().status !== status) await pause(100)
}

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

t.test('commits that wait for a standby', { skip }, async (t) => {
  const leader = await startNode(t)
  const service = await serviceOn(t, leader)
  const standby = await copyNode(t, leader, { standby: 'second' })
  await leader.ask(`alter system set synchronous_standby_names = 'second'`)
  await leader.ask('select pg_reload_conf()')
  await untilWhole(service)
  standby.sleep()
  t.teardown(() => standby.wake())

  const startedAt = performance.now()
  const times: number[] = []
  const statuses = new Set<number>()
  let isWriting = true
  const reader = async () => {
    while (isWriting) {
      const at = performance.now()
      statuses.add((await service.read()).statusCode)
      times.push(performance.now() - at)
    }
  }
  const reading = Promise.all([reader(), reader()])
  const named = Array.from({ length: 12 }, (_, index) => [`waiting-${index}`, `key-of-${index}`] as const)
  const written = await Promise.all(named.map(([id, key]) => service.put(id, key)))
  const took = performance.now() - startedAt
  isWriting = false
  await reading
  t.ok(
    written.every(({ statusCode }) => statusCode === 503 || statusCode === 409),
    'are given up',
  )
  t.ok(
    written.every(({ headers }) => Number(headers['retry-after']) > 0),
    'with a word when to try again',
  )
  t.match(
    written.map(({ body }) => body).join(),
    /No second machine has confirmed the write/,
    'of which the first says why',
  )
  t.ok(took < 20_000, `within a bound: ${took}`)
  t.same([...statuses], [200], 'while readers are answered')
  times.sort((one, other) => one - other)
  t.ok((times[Math.floor(times.length * 0.99)] ?? 0) < 1_000, 'without waiting')
  const ready = await service.app.inject('/readyz')
  t.match(
    [ready.statusCode, ready.json()],
    [200, { status: 'read-only' }],
    'and the service says that it takes no writes',
  )

  standby.wake()
  t.ok((await untilWhole(service)) < 5_000, 'all is whole again within five seconds')
  await untilReady(service, 'ok')
  const again = await Promise.all(named.map(([id, key]) => service.put(id, key)))
  t.same([...new Set(again.map(({ statusCode }) => statusCode))], [201], 'what was given up is repeated with success')
  const [counted] = await leader.ask(`select count(*)::int as versions from versions where id like 'waiting-%'`)
  t.same(counted, { versions: 12 }, 'and is kept once')
})
