import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { checkDataset } from '../src/copy/check-dataset.ts'
import { importDataset } from '../src/copy/import-dataset.ts'
import { type DatasetEntry, readDataset } from '../src/copy/read-dataset.ts'
import { nouns } from '../src/nouns/all.ts'
import { type Example, examples, ground, pathOf, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

// A field that names a record of its own noun leads in no circle.

const part = (id: string, partOf: string | null) => examples.agreement(id, { partOf })
const byHand = { 'if-match': '*' }

t.test('a circle of records', async (t) => {
  const { ask, registry } = await testWriter(t)
  await write(registry, ...ground, part('a', null), part('b', 'a'), part('c', 'b'), part('d', null))
  const circle = (pointer: string, detail: RegExp) => ({ status: 400, errors: [{ pointer, detail }] })

  await t.test('is refused by PUT and PATCH, with the way round', async (t) => {
    const patched = await ask('PATCH', '/v1/agreements/a', { partOf: 'c' }, byHand)
    t.match(patched.json(), circle('/partOf', /^This leads in a circle: a → c → b → a\.$/))
    const put = await ask('PUT', '/v1/agreements/a', part('a', 'b').record, byHand)
    t.match(put.json(), circle('/partOf', /a → b → a/))
    t.equal((await ask('PATCH', '/v1/agreements/a', { partOf: 'd' }, byHand)).statusCode, 200, 'a chain is not')
    t.equal((await ask('PATCH', '/v1/agreements/a', { partOf: null }, byHand)).statusCode, 200)
  })

  await t.test('is refused in every field that makes chains', async (t) => {
    const pairs: [string, (id: string, other: string | null) => Example][] = [
      ['parent', (id, parent) => examples.region(id, { parent })],
      ['parent', (id, parent) => examples.domain(id, { parent })],
      ['parent', (id, parent) => examples.organization(id, { parent })],
      ['successor', (id, other) => examples.organization(`${id}-old`, other ? { successor: `${other}-old` } : {})],
      ['predecessor', (id, predecessor) => examples.measure(id, { predecessor })],
    ]
    for (const [field, make] of pairs) {
      await write(registry, make('x', null), make('y', 'x'))
      const closing = make('x', 'y')
      const answer = await ask('PUT', pathOf(closing), closing.record, byHand)
      t.match(answer.json(), circle(`/${field}`, /^This leads in a circle: /), pathOf(closing))
    }
  })

  await t.test('is refused in a batch, whole or in part', async (t) => {
    const entries = [part('e', 'f'), part('f', 'g'), part('g', 'e'), part('h', 'e'), part('i', 'a')]
    const records = entries.map(({ noun, record }) => ({ noun, record }))
    const partial = (await ask('POST', '/v1/batch', { mode: 'partial', records })).json()
    t.match(partial.summary, { created: 1, failed: 4 }, 'what only leads to the circle lacks what it names')
    t.match(partial.results[0].problem, circle('/partOf', /e → f → g → e/))
    t.match(partial.results[3].problem, circle('/partOf', /^No record under/))
    const atomic = await ask('POST', '/v1/batch', { mode: 'atomic', records: records.slice(0, 3) })
    t.equal(atomic.statusCode, 422)
    const changed = {
      mode: 'atomic',
      records: [part('a', 'd'), part('d', 'c')].map(({ noun, record }) => ({ noun, record })),
    }
    t.equal((await ask('POST', '/v1/batch', changed)).statusCode, 422, 'by way of records that stand')
    const turned = {
      ...changed,
      records: [part('a', 'b'), part('b', null), part('c', 'a')].map(({ noun, record }) => ({ noun, record })),
    }
    t.equal((await ask('POST', '/v1/batch', turned)).statusCode, 200, 'a chain may be turned in one batch')
    t.equal((await ask('PATCH', '/v1/agreements/c', { partOf: 'b' }, byHand)).statusCode, 200)
    t.equal((await ask('PATCH', '/v1/agreements/a', { partOf: null }, byHand)).statusCode, 200)
  })

  await t.test('is not closed by two writers at once', async (t) => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [`one-${round}`, `other-${round}`]
      await write(registry, part(one, null), part(other, null))
      const answers = await Promise.all([
        ask('PATCH', `/v1/agreements/${one}`, { partOf: other }, byHand),
        ask('PATCH', `/v1/agreements/${other}`, { partOf: one }, byHand),
      ])
      t.same(answers.map(({ statusCode }) => statusCode).sort(), [200, 400])
    }
  })

  await t.test('is refused by the check of a data set and by the import', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'registry-chains-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    const early = examples.person('early', {
      posts: [{ organization: 'hk-health-bureau', title: { en: 'Head' }, from: '2020', to: '2019-12' }],
    })
    const named = (pointer: string, value: unknown) =>
      examples.agreement('other', { alternatives: [{ pointer, value, citation: { source: 'paper' } }] })
    const sets: [Example[], object[]][] = [
      [
        [part('k', 'l'), part('l', 'k'), part('m', 'k')],
        [
          { record: 'agreements/k', pointer: '/partOf', detail: /k → l → k/ },
          { record: 'agreements/l', pointer: '/partOf', detail: /l → k → l/ },
        ],
      ],
      [[early], [{ record: 'persons/early', pointer: '/posts/0/to', detail: /does not end before it begins/ }]],
      [[named('/nothing', 1)], [{ pointer: '/alternatives/0/pointer', detail: /names nothing/ }]],
      [[named('/signedOn', 'May')], [{ pointer: '/alternatives/0/value', detail: /could not hold/ }]],
      [[named('/mechanism', 'none')], [{ pointer: '/alternatives/0/value', detail: /No record under mechanisms/ }]],
    ]
    const file = join(folder, 'set.ndjson')
    for (const [records, findings] of sets) {
      writeFileSync(file, [...ground, ...records].map((record) => JSON.stringify(record)).join('\n'))
      const entries: DatasetEntry[] = []
      for await (const entry of readDataset(nouns, [file])) entries.push(entry)
      const { findings: found } = await checkDataset(nouns, entries, async () => new Set())
      t.match(found, findings)
      t.equal(found.length, findings.length, 'and nothing else')
      const options = { actor: 'test', dryRun: false, progress: () => {} }
      const report = await importDataset(registry.leader, nouns, readDataset(nouns, [file]), options)
      t.match(report, { created: 0, updated: 0, findings })
    }
    writeFileSync(file, JSON.stringify(part('b', 'c')))
    const report = await importDataset(registry.leader, nouns, readDataset(nouns, [file]), {
      actor: 'test',
      dryRun: false,
      progress: () => {},
    })
    t.match(report, { failed: 1, findings: [{ detail: /leads in a circle: b → c → b/ }] }, 'with what stands already')
  })
})
