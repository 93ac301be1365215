import fc from 'fast-check'
import t from 'tap'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { appOver, testApp } from './support/app.ts'
import { engine } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'
import { runs } from './support/runs.ts'
import { adminKey, writerOver } from './support/writer.ts'

// Writers on two instances, and readers of what has been printed meanwhile. A version is what stands as of its own instant,
// on each instance, at once and for ever after; a microsecond before, the version before it stands.

interface Sent {
  id: string
  version: number
  updatedAt: string
}

const ids = ['document-0', 'document-1', 'document-2', 'document-3']
const writing = fc.record({
  instance: fc.constantFrom(0, 1),
  id: fc.constantFrom(...ids),
  signedOn: fc.constantFrom('2021', '2022-05', '2023-07-01'),
  domains: fc.subarray(['finance', 'health', 'banking']),
})

t.test('as of each printed instant', async (t) => {
  const first = await testApp(t, { adminKey })
  // The embedded database belongs to one process, and to one connection of it.
  const second = engine === 'pglite' ? first : await appOver(t, first.connection, { adminKey })
  await write(first.registry, ...ground)
  const instances = [first, second].map(writerOver)
  const get = async (instance: number, url: string) => (await instances[instance]?.ask('GET', url))?.json() ?? {}
  const asOf = (instance: number, { id }: Pick<Sent, 'id'>, instant: string) =>
    get(instance, `/v1/agreements/${id}?asOf=${instant}`)
  const printed = new Map<string, Sent>()

  async function putOne({ instance, id, signedOn, domains }: typeof writing extends fc.Arbitrary<infer T> ? T : never) {
    const { record } = examples.agreement(id, { signedOn, domains })
    const put = (headers: Record<string, string>) =>
      instances[instance]?.ask('PUT', `/v1/agreements/${id}`, record, headers)
    const changed = await put({ 'if-match': '*' })
    const answer = changed?.statusCode === 412 ? await put({ 'if-none-match': '*' }) : changed
    if (answer?.statusCode !== 200 && answer?.statusCode !== 201) return
    const sent = answer.json() as Sent
    printed.set(`${id} ${sent.version}`, sent)
    for (const other of [0, 1]) {
      const then = await asOf(other, sent, sent.updatedAt)
      if (JSON.stringify(then) !== JSON.stringify(sent)) t.same(then, sent, `at once, on instance ${other}`)
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.array(writing, { minLength: 6, maxLength: 6 }), async (writes) => {
      await Promise.all(writes.map(putOne))
    }),
    runs(12),
  )
  t.ok(printed.size > 20, `${printed.size} versions were printed`)
  for (const sent of printed.values())
    for (const instance of [0, 1]) {
      const then = await asOf(instance, sent, sent.updatedAt)
      if (JSON.stringify(then) !== JSON.stringify(sent)) t.same(then, sent)
      const { data } = await get(instance, `/v1/agreements?id=${sent.id}&asOf=${sent.updatedAt}`)
      if (JSON.stringify(data) !== JSON.stringify([sent])) t.same(data, [sent], 'in a list, too')
      const before = await asOf(instance, sent, microsecondBefore(sent.updatedAt))
      if (sent.version > 1) t.equal(before.version, sent.version - 1)
      else t.equal(before.status, 404)
    }
  const { changes } = (await first.app.inject('/v1/changes?limit=1000')).json() as { changes: { at: string }[] }
  const instants = changes.map(({ at }) => at)
  t.same(instants, [...instants].sort(), 'instants rise in the order of the log')
  const faults: string[] = []
  await verifyLog(first.registry.db, nouns, (fault) => faults.push(fault))
  t.same(faults, [])
})

function microsecondBefore(instant: string): string {
  const [, seconds = '', fraction = ''] = /^(.*)\.(\d{6})Z$/.exec(instant) ?? []
  const before = Number(fraction) - 1
  if (before >= 0) return `${seconds}.${String(before).padStart(6, '0')}Z`
  return new Date(Date.parse(`${seconds}Z`) - 1).toISOString().replace(/Z$/, '999Z')
}
