import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { checkEnd } from '../support/kept-writes.ts'
import { startLoad } from '../support/load.ts'
import { noServerBinaries, type PostgresNode, startNode } from '../support/postgres-node.ts'
import { examples } from '../support/records.ts'
import { asWriter, type RunningService, startService } from '../support/service.ts'

const slots = 20
const settings = { max_connections: String(slots), superuser_reserved_connections: '0' }

/** Others who take connections to the server, and hold them. */
class Others {
  readonly #held: pg.Client[] = []
  readonly #url: string

  constructor(t: Test, { url }: PostgresNode) {
    this.#url = url
    t.teardown(() => this.leave())
  }

  /** Takes every slot, also those that the service has by connections of these names. */
  async takeAll(...names: string[]): Promise<void> {
    for (let hasMore = true; hasMore; ) {
      const ended = await this.#end(names)
      const taken = await Promise.all(Array.from({ length: slots }, () => this.#takeOne()))
      hasMore = ended > 0 || taken.includes(true)
    }
  }

  async leave(): Promise<void> {
    await Promise.all(this.#held.splice(0).map((client) => client.end()))
  }

  async #takeOne(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'other' })
    client.on('error', () => {})
    try {
      await client.connect()
    } catch (error) {
      if ((error as { code?: string }).code === '53300') return false
      throw error
    }
    this.#held.push(client)
    return true
  }

  /** Ends the connections of these names, and says how many there were. */
  async #end(names: string[]): Promise<number> {
    const [first] = this.#held
    const ended = await first?.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = any($1)`,
      [names],
    )
    return ended?.rowCount ?? 0
  }
}

t.test('a server whose connections are all taken', { skip: noServerBinaries }, async (t) => {
  const node = await startNode(t, { settings })
  const service = await startService(t, { DATABASE_URL: node.url })
  const load = startLoad((path, options) => fetch(service.address + path, options))
  const others = new Others(t, node)
  await load.more(20)

  await t.test('serves by the connections that it has', async (t) => {
    await others.takeAll()
    await load.more(20)
    t.same(await readiness(service), { code: 200, status: 'ok' })
    await others.leave()
  })

  for (const [which, names] of Object.entries({
    'any connection': ['registry', 'registry aside'],
    'a connection but the one for small questions': ['registry'],
  }))
    await t.test(`is told of without ${which}`, async (t) => {
      await others.takeAll(...names)
      for (let round = 0; round < 3; round += 1) await checkAway(t, service, `${names.length}-${round}`)
      await checkReadiness(t, service, { code: 503, status: 503 })
      t.equal((await fetch(`${service.address}/livez`)).status, 200, 'the service lives')
      await checkAway(t, service, `${names.length}-last`)
      await others.leave()
      await load.more(20)
      await checkReadiness(t, service, { code: 200, status: 'ok' })
    })

  await checkEnd(t, load, node)
})

async function checkAway(t: Test, { address }: RunningService, name: string): Promise<void> {
  const record = { ...examples.source().record, id: `other-${name}` }
  // No kept answer serves these.
  const answers = await Promise.all([
    fetch(`${address}/v1/sources?total=none&id=${name}`),
    fetch(`${address}/v1/sources/none-${name}`),
    fetch(`${address}/v1/sources/other-${name}`, {
      method: 'PUT',
      headers: { ...asWriter, 'content-type': 'application/json' },
      body: JSON.stringify(record),
    }),
  ])
  for (const answer of answers) {
    const { status } = (await answer.json()) as { status: number }
    t.match(answer, { status: 503 })
    t.equal(status, 503)
    t.ok(Number(answer.headers.get('retry-after')) > 0, 'tells when to try again')
    t.match(answer.headers.get('content-type'), /^application\/problem\+json/)
  }
}

async function readiness({ address }: RunningService) {
  const answer = await fetch(`${address}/readyz`)
  return { code: answer.status, status: ((await answer.json()) as { status: string | number }).status }
}

/** A probe is remembered for a moment, so it is asked again until it is answered so. */
async function checkReadiness(t: Test, service: RunningService, expected: { code: number; status: string | number }) {
  const until = Date.now() + 20_000
  let told = await readiness(service)
  while (told.code !== expected.code && Date.now() < until) {
    await pause(50)
    told = await readiness(service)
  }
  t.same(told, expected, 'and the probe tells it')
}
