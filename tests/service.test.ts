import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { engine, serverDatabase, testDatabase } from './support/database.ts'
import { makeRelease } from './support/next-release.ts'
import { onServer } from './support/on-server.ts'
import { launcher, node } from './support/program.ts'
import { startService } from './support/service.ts'

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
  // A setting of the shell that runs the tests is none of the service's.
  process.env.PUBLIC_URL = 'https://shell.example'
  t.teardown(() => delete process.env.PUBLIC_URL)
  // Addresses of files have a space as %20.
  const release = makeRelease(join(newFolder(t), 'a release'), [], [])
  const service = await startService(t, { ...(await emptyPlace(t)), LOG_LEVEL: 'info' }, release)
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

  await t.test('loses no line of its log when it ends', async (t) => {
    const ids = Array.from({ length: 60 }, (_, index) => `request-${index}-of-many`)
    for (const id of ids) await get('/v1/regions/cn-hk', { 'x-request-id': id })
    t.equal(await service.stop(), 0)
    const log = service.said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).reqId)
    t.same(log.slice(-ids.length), ids)
  })
})

t.test('a server that acknowledges writes early', { skip: engine === 'pglite' && 'a server’s' }, async (t) => {
  const isToldWith = async (commit: string) => {
    // With the seeds in it, it is not seeded at the start.
    const url = await serverDatabase(t, process.env.TEST_POSTGRES_SEEDS ?? process.env.TEST_POSTGRES_TEMPLATE)
    await onServer(url, `alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = ${commit}`)
    const { said } = await startService(t, { DATABASE_URL: url, DATA_DIR: '' })
    return said.some((line) => /synchronous_commit is off/.test(line))
  }
  t.same(await Promise.all(['off', 'on'].map(isToldWith)), [true, false], 'is told of at the start')
})

t.test('log lines', async (t) => {
  const logger = [...node, '--import=tsx', 'tests/support/write-log-lines.ts']
  const { stdout, stderr, status } = spawnSync(launcher, logger, { encoding: 'utf8' })
  t.equal(status, 0)
  t.equal(stdout, Array.from({ length: 2000 }, (_, line) => `{"line":${line}}\n`).join(''), 'are all written at exit')
  t.ok(Number(stderr) > 0 && Number(stderr) < 50, `${stderr} writes for 2000 lines`)
  const full = spawnSync('sh', ['-c', 'exec "$@" > /dev/full', 'sh', launcher, ...logger], { encoding: 'utf8' })
  t.match(full, { status: 0, stderr: /^\d+$/ }, 'are no reason to fail where the disk is full')
})
