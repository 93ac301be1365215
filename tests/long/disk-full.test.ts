import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { type FaultService, serviceOn } from '../support/fault-service.ts'
import { checkEnd } from '../support/kept-writes.ts'
import { type Load, startLoad } from '../support/load.ts'
import { makeFolder, noServerBinaries, type PostgresNode, startNode } from '../support/postgres-node.ts'
import { noSmallDisk, smallDisk } from '../support/small-disk.ts'

const skip = noServerBinaries || noSmallDisk

/** The write-ahead log comes in small files, of which a new one is soon needed. */
const settings = { min_wal_size: '2MB', max_wal_size: '8MB' }
const smallFiles = '--wal-segsize=1'

t.test('a disk without space for tables', { skip }, async (t) => {
  const disk = smallDisk(t, 96)
  const words = [smallFiles, `--waldir=${makeFolder(t)}/log`]
  const node = await startNode(t, { folder: disk.folder, words, settings })
  const service = await serviceOn(t, node)
  const load = await loadOn(service)
  await load.more(20)
  load.measure()
  disk.fill()
  await checkRefused(t, service)
  t.match(await readiness(service), { statusCode: 200, status: 'read-only' }, 'the probe tells it')
  t.equal((await service.read()).statusCode, 200, 'reads are answered')
  t.same(load.tally.readsFailed, [], 'all of them')
  disk.free()
  await load.more(20)
  await checkWhole(t, service, load, node)
})

t.test('a disk without space for the files by which a connection begins', { skip }, async (t) => {
  const disk = smallDisk(t, 96)
  const node = await startNode(t, { folder: disk.folder, words: [smallFiles], settings })
  const service = await serviceOn(t, node)
  const load = await loadOn(service)
  await load.more(20)
  // The server removes them when a catalogue has changed, and the next connection makes them again.
  for (const folder of ['global', ...readdirSync(join(node.data, 'base')).map((name) => join('base', name))])
    rmSync(join(node.data, folder, 'pg_internal.init'), { force: true })
  disk.fill()
  while (await node.ask('select 1').catch(() => {})) await checkRefused(t, service)
  for (let round = 0; round < 10; round += 1) await checkRefused(t, service)
  disk.free()
  await load.more(20)
  await checkWhole(t, service, load, node)
})

t.test('a disk without space for the write-ahead log', { skip }, async (t) => {
  const disk = smallDisk(t, 24)
  const node = await startNode(t, { words: [smallFiles, `--waldir=${disk.folder}/log`], settings })
  const service = await serviceOn(t, node)
  const load = await loadOn(service)
  await load.more(20)
  disk.fill()
  // The server ends, and cannot start.
  while (await node.ask('select 1').catch(() => {})) await service.write()
  await checkRefused(t, service)
  t.match(await readiness(service), { statusCode: 503 }, 'the probe tells it')
  await node.kill()
  disk.free()
  await node.start()
  await load.more(20)
  await checkWhole(t, service, load, node)
})

async function loadOn({ app }: FaultService): Promise<Load> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return startLoad((path, options) => fetch(address + path, options))
}

async function checkRefused(t: Test, service: FaultService): Promise<void> {
  let answer = await service.write()
  // The pages that the tables have may have room for a few.
  while (answer.statusCode === 201) answer = await service.write()
  t.match(answer, { statusCode: 503, headers: { 'content-type': /^application\/problem\+json/ } }, 'writes are refused')
  t.ok(Number(answer.headers['retry-after']) > 0, 'which tells when to try again')
}

async function readiness({ app }: FaultService) {
  const { statusCode, body } = await app.inject('/readyz')
  return { statusCode, ...JSON.parse(body) }
}

async function checkWhole(t: Test, service: FaultService, load: Load, node: PostgresNode): Promise<void> {
  const until = Date.now() + 20_000
  // A probe is remembered for a moment.
  while ((await readiness(service)).status !== 'ok' && Date.now() < until) await pause(50)
  t.match(await readiness(service), { statusCode: 200, status: 'ok' }, 'writes are kept once there is space')
  await checkEnd(t, load, node)
}
