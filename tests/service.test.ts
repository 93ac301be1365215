import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { engine, testDatabase } from './support/database.ts'
import { launcher, node } from './support/program.ts'
import { examples } from './support/records.ts'
import { asWriter, put, type RunningService, startService } from './support/service.ts'

function newFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-service-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Where the service keeps its records, as its settings say. */
async function emptyPlace(t: Test) {
  return engine === 'pglite'
    ? { DATA_DIR: join(newFolder(t), 'data') }
    : { DATABASE_URL: (await testDatabase(t)).url, DATA_DIR: '' }
}

t.test('a service that runs for the first time', async (t) => {
  const service = await startService(t, { ...(await emptyPlace(t)), LOG_LEVEL: 'info' })
  const { address } = service
  const get = (path: string, headers = {}) => fetch(`${address}${path}`, { headers })

  await t.test('shows a front page whose numbers hold', async (t) => {
    const answer = await get('/', { 'accept-language': 'zh-HK', accept: 'text/html' })
    t.equal(answer.url, `${address}/tc`)
    t.equal(answer.status, 200)
    t.match(Object.fromEntries(answer.headers), { 'content-type': /^text\/html/, 'content-language': 'zh-Hant-HK' })
    const holdings = [...(await answer.text()).matchAll(/<b>(\d+)<\/b><a href="\/tc\/([a-z-]+)">/g)]
    t.equal(holdings.length, nouns.size)
    for (const [, count, noun] of holdings) {
      const { total } = await (await get(`/v1/${noun}?limit=1`)).json()
      t.equal(total, Number(count), `there are as many ${noun} as the page says`)
      t.ok(total > 0)
    }
  })

  await t.test('tells machines what they may ask', async (t) => {
    const answer = await get('/llms.txt')
    t.match(answer.headers.get('content-type'), /^text\/plain/)
    const paths = (await answer.text()).match(/(?<=^- )\/v1\/\S+|\/openapi\.json/gm) ?? []
    t.ok(paths.length > 5)
    for (const path of paths) t.equal((await get(path)).status, 200, path)
  })

  await t.test('is ready, and names its database with a word of the contract', async (t) => {
    const answer = await get('/readyz')
    t.equal(answer.status, 200)
    const ready = await answer.json()
    t.same(ready, { status: 'ok', mode: engine === 'pglite' ? 'embedded' : 'server' })
    const { components } = await (await get('/openapi.json')).json()
    t.ok(components.schemas.Readiness.properties.mode.enum.includes(ready.mode))
  })

  await t.test('is followed by the examples', (t) => followByExamples(t, service))

  await t.test('loses no line of its log when it ends', async (t) => {
    const ids = Array.from({ length: 60 }, (_, index) => `request-${index}-of-many`)
    for (const id of ids) await get('/v1/regions/cn-hk', { 'x-request-id': id })
    t.equal(await service.stop(), 0)
    const log = service.said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).reqId)
    t.same(log.slice(-ids.length), ids)
  })
})

async function followByExamples(t: Test, { address }: RunningService): Promise<void> {
  const manifest = await (await fetch(`${address}/v1/manifest`)).json()
  const count: number = manifest.records.length
  const program = spawn(launcher, [...node, '--import=tsx', 'examples/sync-client.ts', address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => program.kill('SIGKILL'))
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => (await lines.next()).value
  const copy = join(newFolder(t), 'copy')
  const runScript = async () => {
    const script = spawn('bash', ['examples/sync.sh', address, copy], { stdio: 'inherit' })
    const [code] = await once(script, 'exit')
    return code
  }
  const { record } = examples.region('example-region', {
    citations: [{ source: await anySource(address), locator: 'p. 1' }],
  })
  const file = join(copy, 'regions', 'example-region.json')

  t.equal(await nextLine(), `${count} records`, 'the program has all records')
  t.equal(await runScript(), 0, 'the script ends well')
  for (const { noun, id } of manifest.records.filter((_: unknown, at: number) => at % 50 === 0)) {
    const sent = await (await fetch(`${address}/v1/${noun}/${id}`)).json()
    t.same(JSON.parse(readFileSync(join(copy, noun, `${id}.json`), 'utf8')), sent, `${noun}/${id} is copied whole`)
  }
  t.equal((await put(address, '/v1/regions/example-region', record)).status, 201)
  t.equal(await nextLine(), `1 changes, now ${count + 1} records`, 'the program follows')
  t.equal(await runScript(), 0)
  t.match(JSON.parse(readFileSync(file, 'utf8')), record, 'and so does the script')
  const headers = { ...asWriter, 'if-match': '*' }
  const deletion = await fetch(`${address}/v1/regions/example-region`, { method: 'DELETE', headers })
  t.equal(deletion.status, 204)
  t.equal(await nextLine(), `1 changes, now ${count} records`)
  t.equal(await runScript(), 0)
  t.throws(() => readFileSync(file), { code: 'ENOENT' }, 'to the end of a record')
}

async function anySource(address: string): Promise<string> {
  const { data } = await (await fetch(`${address}/v1/sources?limit=1`)).json()
  return data[0].id
}

t.test('log lines', async (t) => {
  const logger = [...node, '--import=tsx', 'tests/support/write-log-lines.ts']
  const { stdout, stderr, status } = spawnSync(launcher, logger, { encoding: 'utf8' })
  t.equal(status, 0)
  t.equal(stdout, Array.from({ length: 2000 }, (_, line) => `{"line":${line}}\n`).join(''), 'are all written at exit')
  t.ok(Number(stderr) > 0 && Number(stderr) < 50, `${stderr} writes for 2000 lines`)
})
