import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { connect, type Database } from '../../src/database/connect.ts'
import { rows } from '../../src/database/rows.ts'
import { nouns } from '../../src/nouns/all.ts'
import { appOver } from '../support/app.ts'
import { dumpOf, testDatabase } from '../support/database.ts'
import { startLoad } from '../support/load.ts'
import { examples, write } from '../support/records.ts'
import { asWriter, put } from '../support/service.ts'
import { adminKey } from '../support/writer.ts'

/** More than a snapshot reads by one statement. */
const amount = 1_100
const rounds = 6

const engines = {
  server: (t: Test) => testDatabase(t),
  embedded: async (t: Test) => {
    const connection = await connect({ dataDirectory: 'memory://', dump: await dumpOf('nothing') })
    t.teardown(() => connection.close())
    return connection
  },
}

for (const [engine, open] of Object.entries(engines))
  t.test(`a snapshot that the ${engine} database gives under writers`, async (t) => {
    const { app, registry } = await appOver(t, await open(t), { adminKey })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const persons = Array.from({ length: amount }, (_, at) => examples.person(`person-${at}`))
    await write(registry, examples.source(), ...persons)
    const load = startLoad((path, options) => fetch(address + path, options), { betweenWrites: 5 })
    const stopping = new AbortController()
    const churning = churn(address, stopping.signal)
    const seen = new Set<number>()
    for (let round = 0; round < rounds; round += 1) {
      await load.more(Math.floor(Math.random() * 6))
      const [one, other] = await Promise.all([takeSnapshot(t, address), takeSnapshot(t, address)])
      for (const { seq, cursor, lines } of [one, other]) {
        seen.add(seq)
        t.strictSame(differences(lines.map(textOf), await asOf(address, seq)), [], `equals the lists as of ${seq}`)
        t.strictSame(
          differences(lines.map(versionOf), await inLog(registry.leader, seq)),
          [],
          'and the last versions in the log',
        )
        const { changes } = await ask<{ changes: { seq: number }[] }>(
          `${address}/v1/changes?after=${cursor}&wait=5&limit=1`,
        )
        t.equal(changes[0]?.seq, seq + 1, 'and its cursor leads to the next change')
      }
    }
    stopping.abort()
    await churning
    await load.stop()
    t.ok(seen.size > rounds / 2, `at ${seen.size} positions`)
  })

/** Deletes and restores records that stand in different parts of the snapshot. */
async function churn(address: string, signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const { record } = examples.person(`person-${(turn * 37) % amount}`, { name: { en: `Turn ${turn}` } })
    const path = `/v1/persons/${record.id}`
    await fetch(address + path, { method: 'DELETE', headers: { ...asWriter, 'if-match': '*' } })
    if (turn % 3 > 0) await put(address, path, record)
  }
}

interface Line {
  noun: string
  record: { id: string; version: number }
}

async function takeSnapshot(t: Test, address: string) {
  const answer = await fetch(`${address}/v1/snapshot`)
  const text = await answer.text()
  const all = text.split('\n').filter(Boolean)
  const [header, trailer] = [all[0] ?? '', all.at(-1) ?? ''].map((line) => JSON.parse(line))
  const lines: Line[] = all.slice(1, -1).map((line) => JSON.parse(line))
  const sha256 = createHash('sha256')
    .update(text.slice(0, -(all.at(-1) ?? '').length - 1))
    .digest('hex')
  t.match(trailer, { type: 'trailer', count: lines.length, sha256 }, 'is whole')
  t.equal(answer.headers.get('registry-seq'), String(header.seq))
  for (const [noun, count] of Object.entries(header.counts))
    t.equal(lines.filter((line) => line.noun === noun).length, count, `counts its ${noun}`)
  return { seq: Number(header.seq), cursor: String(header.cursor), lines }
}

const textOf = ({ noun, record }: Line) => `${noun} ${JSON.stringify(record)}`
const versionOf = ({ noun, record }: Line) => `${noun}/${record.id} ${record.version}`

/** Some of what stands in one and not in the other, and what stands in one twice. */
function differences(some: string[], others: string[]): string[] {
  const left = new Set(some)
  const right = new Set(others)
  const lacking = [...others.filter((one) => !left.has(one)), ...some.filter((one) => !right.has(one))]
  return left.size === some.length ? lacking.slice(0, 4) : ['a record stands there twice', ...lacking.slice(0, 4)]
}

async function asOf(address: string, seq: number): Promise<string[]> {
  const all: string[] = []
  for (const noun of nouns.keys()) {
    const text = await (await fetch(`${address}/v1/${noun}?asOf=${seq}&format=ndjson`)).text()
    for (const line of text.split('\n').filter(Boolean)) all.push(textOf({ noun, record: JSON.parse(line) }))
  }
  return all
}

async function inLog(db: Database, seq: number): Promise<string[]> {
  const last = await rows<Line['record'] & { noun: string; op: string }>(
    db,
    sql`select distinct on (noun, id) noun, id, version, op from changes where seq <= ${seq} order by noun, id, seq desc`,
  )
  return last.filter(({ op }) => op !== 'delete').map(({ noun, ...record }) => versionOf({ noun, record }))
}

async function ask<T>(address: string): Promise<T> {
  return (await fetch(address)).json() as Promise<T>
}
