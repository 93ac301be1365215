import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { engine, serverDatabase } from '../support/database.ts'
import { examples } from '../support/records.ts'
import { put, startService } from '../support/service.ts'

const skip = engine === 'pglite' && 'a server’s'

/** Asks over a connection of its own, which may lead to any worker. */
function ask(address: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${address}${path}`, { agent: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** The processes that serve: what else a process starts is for its own use. */
const workersOf = (pid: number | undefined) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('main.js'))

/** Ticks of the processor that a process has used. */
function ticksOf(pid: number): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

/** Whether what is asked now is answered by all of them. */
async function areAllUsed(address: string, workers: number[]): Promise<boolean> {
  const before = workers.map(ticksOf)
  for (let round = 0; round < 20; round += 1)
    await Promise.all(Array.from({ length: 20 }, (_, at) => ask(address, `/v1/sources?limit=${at + 1}`)))
  return workers.every((pid, at) => ticksOf(pid) > (before[at] ?? 0))
}

async function withWorkers(t: Test, count: number, environment = {}) {
  const databaseUrl = await serverDatabase(t, process.env.TEST_POSTGRES_TEMPLATE)
  const service = await startService(t, { DATABASE_URL: databaseUrl, WORKERS: String(count), ...environment })
  while (workersOf(service.child.pid).length < count) await pause(50)
  return service
}

t.test('two processes behind one port', { skip }, async (t) => {
  const { address, child, stop } = await withWorkers(t, 2)
  const workers = workersOf(child.pid)
  while (!(await areAllUsed(address, workers))) await pause(50)
  t.pass('both work')

  await t.test('tell the figures of both', async (t) => {
    const countOf = async () => {
      const { status, body } = await ask(address, '/metrics')
      const [, count] = /http_request_duration_seconds_count\{[^}]*route="\/v1\/sources"[^}]*\} (\d+)/.exec(body) ?? []
      return status === 200 ? Number(count) : 0
    }
    const counts = new Set<number>()
    for (let round = 0; round < 6; round += 1) counts.add(await countOf())
    t.equal(counts.size, 1, `the same, whichever is asked: ${[...counts]}`)
  })

  await t.test('show what was written, wherever that was', async (t) => {
    for (let round = 0; round < 20; round += 1) {
      const { record } = examples.source()
      const id = `source-${round}`
      t.equal((await put(address, `/v1/sources/${id}`, { ...record, id })).status, 201)
      const reads = await Promise.all([1, 2, 3, 4].map(() => ask(address, `/v1/sources/${id}`)))
      t.same([...new Set(reads.map(({ status }) => status))], [200])
    }
  })

  await t.test('are two again when one is killed', async (t) => {
    const [first = 0] = workers
    process.kill(first, 'SIGKILL')
    while (workersOf(child.pid).includes(first) || workersOf(child.pid).length < 2) await pause(50)
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(address, '/v1/sources?limit=1')))
    t.same([...new Set(answers.map(({ status }) => status))], [200])
  })

  await t.test('answer what was asked before the whole group of processes was told to end', async (t) => {
    const { cursor } = JSON.parse((await ask(address, '/v1/changes?after=now')).body)
    const waiting = Array.from({ length: 6 }, () => ask(address, `/v1/changes?after=${cursor}&wait=20`))
    // Both workers have taken up what came before.
    for (const limit of [1, 2, 3, 4]) await ask(address, `/v1/sources?limit=${limit}`)
    for (const pid of workersOf(child.pid)) process.kill(pid, 'SIGTERM')
    t.equal(await stop(), 0)
    t.same(new Set((await Promise.all(waiting)).map(({ status }) => status)), new Set([200]))
  })
})

t.test('two processes hold a client to one limit', { skip }, async (t) => {
  const { address, child } = await withWorkers(t, 2, { RATE_LIMIT: '30' })
  const workers = workersOf(child.pid)
  t.equal(workers.length, 2)
  let answered = 0
  let refused = 0
  while (refused < 20) {
    const { status } = await ask(address, '/v1/sources?limit=1')
    if (status === 200) answered += 1
    if (status === 429) refused += 1
    await pause(25)
  }
  t.ok(answered >= 30 && answered < 45, `${answered} of one client are answered`)
})

t.test('a service that cannot start ends with a line', { skip }, async (t) => {
  await t.rejects(
    startService(t, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', WORKERS: '2' }),
    /did not start/,
  )
})
