import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { testDatabase } from '../support/database.ts'
import { launcher, node } from '../support/program.ts'
import { examples } from '../support/records.ts'
import { asWriter, put, startService } from '../support/service.ts'

t.test('the examples follow a service', async (t) => {
  const { address } = await startService(t, { DATABASE_URL: (await testDatabase(t, 'seeds')).url, DATA_DIR: '' })
  const manifest = await (await fetch(`${address}/v1/manifest`)).json()
  const count: number = manifest.records.length
  const program = spawn(launcher, [...node, '--import=tsx', 'examples/sync-client.ts', address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => program.kill('SIGKILL'))
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => (await lines.next()).value
  const copy = join(t.testdir(), 'copy')
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
})

async function anySource(address: string): Promise<string> {
  const { data } = await (await fetch(`${address}/v1/sources?limit=1`)).json()
  return data[0].id
}
