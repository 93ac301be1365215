import t from 'tap'
import { check } from '../src/commands/check.ts'
import { release } from '../src/commands/release.ts'
import { readConfig } from '../src/config.ts'
import { importFiles } from '../src/copy/import-files.ts'
import { nouns } from '../src/nouns/all.ts'
import { inFolder } from './support/editions.ts'
import { type Example, examples, ground, pathOf, write } from './support/records.ts'
import { testWriter, type Writer } from './support/writer.ts'

const { agreement, meeting, organization, person, source } = examples
const citation = { source: 'paper', locator: 'para 1' }
const post = { organization: 'hk-health-bureau', title: { en: 'Secretary' } }

/** Sound records; each fault below is one field that makes one of them bad. */
const sound = [
  meeting('contested'),
  agreement('annex', { partOf: null }),
  agreement('whole', { partOf: 'annex' }),
  person('held', { posts: [{ ...post, from: '2017-07', to: '2018' }] }),
  organization('translated', { name: { en: 'Centre', 'zh-Hant': '中心' }, origins: { 'zh-Hant': 'official' } }),
  organization('published', { name: { 'zh-Hant': '中心' }, origins: { 'zh-Hant': 'official' } }),
  source('printed', { language: 'en', title: { en: 'A notice' }, origins: { en: 'official' } }),
]
const soundNamed = (id: string) => sound.find(({ record }) => record.id === id) as Example

interface Fault {
  id: string
  fields: Record<string, unknown>
  pointer: string
  detail: RegExp
}
const faults: Fault[] = [
  {
    id: 'contested',
    fields: { alternatives: [{ pointer: '/series', value: 'A', citation }] },
    pointer: '/alternatives/0/pointer',
    detail: /names nothing/,
  },
  {
    id: 'contested',
    fields: { alternatives: [{ pointer: '/leads/0/side', value: 'hk', citation }] },
    pointer: '/alternatives/0/pointer',
    detail: /names nothing/,
  },
  {
    id: 'contested',
    fields: { alternatives: [{ pointer: '/parties/1', value: 'Shanghai!', citation }] },
    pointer: '/alternatives/0/value',
    detail: /could not hold/,
  },
  { id: 'annex', fields: { partOf: 'whole' }, pointer: '/partOf', detail: /back to itself|circle/ },
  {
    id: 'held',
    fields: { posts: [{ ...post, from: '2017-07-02', to: '2017-07-01' }] },
    pointer: '/posts/0/to',
    detail: /end before/,
  },
  {
    id: 'translated',
    fields: { origins: { en: 'official' } },
    pointer: '/name/en',
    detail: /cites no source in their language for them/,
  },
  {
    id: 'translated',
    fields: { otherNames: [{ name: { en: 'HC' }, kind: 'short', origins: { en: 'official' } }] },
    pointer: '/otherNames/0/name/en',
    detail: /called official/,
  },
  {
    id: 'published',
    fields: { citations: [{ source: 'printed' }] },
    pointer: '/name/zh-Hant',
    detail: /called official/,
  },
  {
    id: 'published',
    fields: { citations: [{ source: 'printed' }, { ...citation, fields: ['/kind'] }] },
    pointer: '/name/zh-Hant',
    detail: /called official/,
  },
  { id: 'printed', fields: { language: 'zh-Hant' }, pointer: '/title/en', detail: /called official/ },
]

const bad = ({ id, fields }: Fault): Example => {
  const { noun, record } = soundNamed(id)
  return { noun, record: { ...record, ...fields } }
}

async function standing(writer: Writer) {
  await write(writer.registry, ...ground, ...sound)
  return writer
}

t.test('a bad record', async (t) => {
  const writer = await standing(await testWriter(t))
  const { ask, tagOf, registry } = writer
  const { seq } = await registry.head.refresh()
  for (const fault of faults) {
    const { noun, record } = bad(fault)
    const violation = { pointer: fault.pointer, detail: fault.detail }
    const path = pathOf({ noun, record })
    const match = { 'if-match': await tagOf(path) }
    const refusedWith400 = { statusCode: 400 }
    for (const [method, payload] of [
      ['PUT', record],
      ['PATCH', fault.fields],
    ] as const) {
      const answer = await ask(method, path, payload, match)
      t.match(answer, refusedWith400, `${method} ${fault.pointer}`)
      t.match(answer.json().errors, [violation], `${method} says where and what`)
      t.equal(answer.json().errors.length, 1)
    }
    for (const mode of ['atomic', 'partial'] as const)
      for (const dryRun of [true, false]) {
        const answer = await ask('POST', '/v1/batch', { mode, dryRun, records: [{ noun, record }] }, {})
        t.match(answer.json().results, [{ status: 'failed', problem: { status: 400, errors: [violation] } }], mode)
      }
    const line = JSON.stringify({ noun, record })
    const lines = await ask('POST', '/v1/batch?mode=atomic', line, { 'content-type': 'application/x-ndjson' })
    t.match(lines.json().results, [{ status: 'failed', problem: { errors: [violation] } }], 'batch of lines')

    const report = await importFiles(registry.leader, nouns, [inFolder([bad(fault)])], options)
    t.match(report, { failed: 1, created: 0, updated: 0 })
    t.equal(JSON.stringify(report.findings).split(fault.pointer).length, 2, 'import tells the field once')
  }
  t.equal((await registry.head.refresh()).seq, seq, 'is written by no door')
})

const options = { actor: 'import', dryRun: false, progress: () => {} }

t.test('check and release', async (t) => {
  const all = [...ground, ...sound]
  for (const fault of faults) {
    const lines: string[] = []
    const say = (line: string) => void lines.push(line)
    const records = all.map((one) => (one.record.id === fault.id ? bad(fault) : one))
    const input = {
      words: [inFolder(records)],
      config: readConfig({}),
      nouns,
      say,
    }
    await t.rejects(check(input), fault.pointer)
    await t.rejects(release({ ...input, words: ['2026-12', ...input.words] }), /nothing was released/)
    t.ok(
      lines.some((line) => line.includes(`/${fault.id} ${fault.pointer}: `)),
      `tells ${fault.pointer} of ${fault.id}`,
    )
  }
})

t.test('official words', async (t) => {
  const { ask } = await standing(await testWriter(t))
  const cited = { citations: [{ source: 'english' }] }
  const english = source('english', { language: 'en', title: { en: 'Names' } })
  const name = { en: 'Board', 'zh-Hans': '委员会' }
  const board = organization('board', { name, origins: { en: 'official' }, ...cited })
  const records = [board, english].map(({ noun, record }) => ({ noun, record }))
  const together = await ask('POST', '/v1/batch', { mode: 'atomic', records })
  t.match(together.json(), { summary: { created: 2, failed: 0 } }, 'may come together with their source')
  const both = { ...board.record, origins: { en: 'official', 'zh-Hans': 'official' } }
  const tag = { 'if-match': String(together.headers.etag ?? (await ask('GET', pathOf(board))).headers.etag) }
  t.match((await ask('PUT', pathOf(board), both, tag)).json().errors, [{ pointer: '/name/zh-Hans' }])
  const inAnyScript = { ...both, citations: [{ source: 'english' }, { source: 'paper' }] }
  t.match(await ask('PUT', pathOf(board), inAnyScript, tag), { statusCode: 200 }, 'may cite Chinese in either script')
  const partial = await ask('POST', '/v1/batch', {
    mode: 'partial',
    records: [
      { noun: 'sources', record: { ...english.record, id: 'lost', published: 'soon' } },
      { noun: 'organizations', record: { ...board.record, id: 'second', citations: [{ source: 'lost' }] } },
    ],
  })
  t.match(partial.json(), { summary: { failed: 2 } }, 'do not rest on a source that fails')
})
