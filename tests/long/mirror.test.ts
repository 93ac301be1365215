import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { importEdition } from '../../src/copy/import-edition.ts'
import { importFiles } from '../../src/copy/import-files.ts'
import { followOrigin } from '../../src/copy/mirror.ts'
import { transaction } from '../../src/database/transaction.ts'
import { readHead } from '../../src/log/head.ts'
import { verifyLog } from '../../src/log/verify.ts'
import { nouns } from '../../src/nouns/all.ts'
import type { Registry } from '../../src/read/registry.ts'
import { emptyLog } from '../../src/write/replicate.ts'
import { save } from '../../src/write/save.ts'
import { testApp } from '../support/app.ts'
import { engine } from '../support/database.ts'
import { released } from '../support/editions.ts'
import { listening, manifest, quiet } from '../support/mirrors.ts'
import { environmentWith, launcher, program } from '../support/program.ts'
import { type Example, examples, ground, toWrite, write } from '../support/records.ts'

t.test('a mirror', async (t) => {
  const origin = await testApp(t)
  const copy = await testApp(t)
  const url = await listening(origin)
  const { registry } = origin
  const follow = async () => {
    await registry.head.refresh()
    await followOrigin(copy.registry.leader, nouns, url, quiet)
    await copy.registry.head.refresh()
  }
  const change = async (id: string, op: 'delete' | 'restore') =>
    save(registry.leader, nouns, [toWrite('agreements', id, { op })], { actor: 'test', mode: 'atomic' })

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

  await transaction(registry.leader, (tx) => emptyLog(tx, nouns, 'restored'))
  await write(registry, ...ground, examples.agreement('b', { signedOn: '1999' }))
  await follow()
  t.same(await manifest(copy), await manifest(origin), 'begins anew when the log of its origin is another one')
  await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
})

t.test('writes that end a little before each page', async (t) => {
  const origin = await testApp(t)
  const copy = await testApp(t)
  const target = await listening(origin)
  const heads = new Set<number>()
  const sent: number[] = []
  const url = await answering(t, async ({ url = '' }, response) => {
    const answer = await (await fetch(new URL(url, target))).text()
    if (url.includes('include=record')) {
      heads.add((await readHead(copy.registry.db)).seq)
      sent.push(...JSON.parse(answer).changes.map(({ seq }: { seq: number }) => seq))
    }
    response.end(answer)
  })
  await write(origin.registry, ...ground)
  await followOrigin(copy.registry.leader, nouns, url, quiet)
  for (const paper of ['a', 'b', 'c'])
    await write(origin.registry, ...Array.from({ length: 499 }, (_, at) => examples.source(`${paper}-${at}`)))
  await followOrigin(copy.registry.leader, nouns, url, quiet)
  await copy.registry.head.refresh()
  t.same(await manifest(copy), await manifest(origin), 'are taken over')
  t.ok(heads.size > 1, 'not all at once')
  t.equal(new Set(sent).size, sent.length, 'and no record is sent twice')
})

/** The address of a server that answers so. */
async function answering(t: Test, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What a mirror says of the first answer that it does not take. */
async function refusalOf({ leader: db }: Registry, url: string): Promise<string> {
  const stopping = new AbortController()
  let refusal = ''
  const say = (line: string) => {
    refusal = line
    stopping.abort()
  }
  await followOrigin(db, nouns, url, { once: true, say, signal: stopping.signal })
  return refusal
}

t.test('a way to the origin that loses what was asked', async (t) => {
  const origin = await testApp(t)
  const copy = await testApp(t)
  const target = await listening(origin)
  const url = await answering(t, async (request, response) => {
    const url = new URL(request.url ?? '', target)
    url.searchParams.delete('include')
    response.end(Buffer.from(await (await fetch(url)).arrayBuffer()))
  })

  await write(origin.registry, ...ground, examples.agreement('a'))
  await followOrigin(copy.registry.leader, nouns, url, quiet)
  const before = await manifest(copy)
  await write(origin.registry, examples.agreement('a', { signedOn: '2025' }))
  const refusal = /\/v1\/changes answers what cannot be taken over: changes\.0\.record: [^\n]+ Trying again/
  t.match(await refusalOf(copy.registry, url), refusal)
  t.same(await manifest(copy), before, 'changes nothing')
})

t.test('what answers in place of an origin', async (t) => {
  const { registry } = await testApp(t)
  const url = await answering(t, (_, response) => response.end('<!doctype html>'))
  t.match(await refusalOf(registry, url), /^The snapshot is cut off or damaged\. Trying again/)
})

t.test('no room for a snapshot', { skip: engine === 'pglite' && 'it writes files, too' }, async (t) => {
  const origin = await testApp(t)
  const copy = await testApp(t)
  await write(origin.registry, ...ground)
  // A process that may write no file of more than some hundred bytes.
  const words = [
    '-c',
    'ulimit -f 1 && exec "$@"',
    'sh',
    launcher,
    ...program,
    'mirror',
    await listening(origin),
    '--once',
  ]
  const env = environmentWith({ DATABASE_URL: copy.connection.url })
  const full = { code: 1, stdout: '', stderr: /^EFBIG: [^\n]+\n$/ }
  await t.rejects(promisify(execFile)('sh', words, { env }), full, 'is told in one line, and not asked for again')
})

t.test('editions of the origin', async (t) => {
  const origin = await testApp(t)
  const copy = await testApp(t)
  const url = await listening(origin)
  const { leader: db, head } = origin.registry
  const folder = mkdtempSync(join(tmpdir(), 'registry-mirror-'))
  const editions = async ({ app }: typeof origin) =>
    (await app.inject('/v1/editions')).json().data.map(({ seq, ...told }: { seq: number }) => told)
  const follow = async () => {
    await head.refresh()
    await followOrigin(copy.registry.leader, nouns, url, quiet)
    await copy.registry.head.refresh()
  }
  const bringUp = async (name: string, ...more: Example[]) => {
    await released(folder, name, [...ground, ...more])
    await importEdition(db, nouns, folder, { actor: 'import', dryRun: false, overwrite: false })
  }
  await released(folder, '1.0', ground)
  await importFiles(db, nouns, [folder], { actor: 'import', dryRun: false, progress: () => {} })
  await write(origin.registry, examples.agreement('local'))
  await follow()
  t.same(await editions(copy), [], 'what stood before the snapshot is not here')
  await bringUp('1.1', examples.agreement('a'))
  await follow()
  await bringUp('1.1b', examples.agreement('a'))
  await write(origin.registry, examples.agreement('later'))
  await follow()
  await bringUp('1.2', examples.agreement('b'))
  await write(origin.registry, examples.agreement('last'))
  await follow()
  const names = ({ name }: { name: string }) => name
  t.same((await editions(copy)).map(names), ['1.2', '1.1b', '1.1'])
  t.same(await editions(copy), (await editions(origin)).slice(0, 3), 'are told as the origin tells them')
  for (const name of ['1.1', '1.1b', '1.2']) {
    const [there, here] = await Promise.all(
      [origin, copy].map(async ({ app }) => (await app.inject(`/v1/agreements?sort=id&asOf=${name}`)).json()),
    )
    t.same(here, there, `${name} is the same state`)
  }
  t.match((await copy.app.inject('/v1/agreements?asOf=1.0')).json(), { status: 400, errors: [{ parameter: 'asOf' }] })
  const anew = await testApp(t)
  await bringUp('1.3', examples.agreement('b'))
  await head.refresh()
  await followOrigin(anew.registry.leader, nouns, url, quiet)
  t.same((await editions(anew)).map(names), ['1.3'], 'that of a snapshot is here')
})
