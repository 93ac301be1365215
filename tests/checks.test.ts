import t from 'tap'
import { check } from '../src/commands/check.ts'
import { readConfig } from '../src/config.ts'
import { allRules } from '../src/model/run-rules.ts'
import { nouns } from '../src/nouns/all.ts'
import { checksAnswer } from '../src/read/checks/record-checks.ts'
import { testApp } from './support/app.ts'
import { inFolder } from './support/editions.ts'
import { type Example, examples, ground, write } from './support/records.ts'

const { agreement, area, domain, meeting, organization, person, region, source } = examples
const noLocator = [{ source: 'notice' }]
const hant = (text: string) => ({ 'zh-Hant': text })

/** Records beside the ground, each with one fault, under the rule that finds it; a pair where it takes two. */
const faults: Record<string, Example[]> = {
  'official-without-source': [
    organization('hk-post', {
      name: { en: 'Hongkong Post', 'zh-Hant': '香港郵政' },
      origins: { en: 'official', 'zh-Hant': 'official' },
    }),
  ],
  'conversion-differs': [
    person('chan', {
      name: { 'zh-Hant': '陳大文', 'zh-Hans': '陈小文' },
      origins: { 'zh-Hant': 'official', 'zh-Hans': 'converted' },
    }),
  ],
  'origins-unfit': [person('wong', { name: { en: 'Wong' }, origins: { en: 'translated', 'zh-Hans': 'converted' } })],
  'script-mixed': [area('shanghai-2024-04-fisheries', { name: hant('渔业') })],
  'marks-unfit': [area('shanghai-2024-04-pilot', { name: hant('“先行先試”措施') })],
  'locator-missing': [region('cn-xz', { name: { en: 'Xizang' }, citations: [{ source: 'paper' }] })],
  'name-in-lower-case': [area('shanghai-2024-04-sport', { name: { en: 'sport for all' } })],
  'id-numbered': [person('lee-2', { name: { en: 'Lee' } })],
  'ordinal-unfit': [
    meeting('shanghai-2019-05', { ordinal: null, name: hant('滬港醫療合作第七次工作會議'), date: '2019-05-06' }),
  ],
  'announced-only': [meeting('shanghai-2026-01', { date: '2026-01-09', citations: noLocator })],
  'looks-like-another': [
    person('carol-mak', { name: { en: 'Carol Mak' } }),
    person('mak-carol', { name: { en: 'Mak Carol' } }),
  ],
  'name-describes': [organization('sichuan-sports', { name: { en: 'Relevant authorities of Sichuan' } })],
  'parent-missing': [organization('hk-drainage', { kind: 'department', parent: null })],
  'title-made-up': [source('page', { title: { en: 'Page without a title' }, language: 'en' })],
  'label-is-sentence': [
    domain('ageing', { altLabels: [{ language: 'en', label: 'Strengthening the care of elderly people' }] }),
  ],
  'label-on-two-domains': [
    domain('forestry', { altLabels: [{ language: 'en', label: 'Woods' }] }),
    domain('timber', { altLabels: [{ language: 'en', label: 'woods' }] }),
  ],
  'signed-outside-meeting': [agreement('early', { signedOn: '2024-04-25' })],
  'day-coarser-than-meeting': [agreement('coarse', { signedOn: '2024' })],
  'parties-unfit': [
    agreement('strange', {
      parties: ['cn-hk', 'cn-bj'],
      signatories: [{ organization: 'shanghai-health', side: 'mainland' }],
    }),
  ],
  'side-unfit': [agreement('turned', { signatories: [{ organization: 'hk-health-bureau', side: 'mainland' }] })],
  'witness-as-signatory': [
    agreement('watched', {
      signatories: [{ organization: 'hk-health-bureau', side: 'hk', capacity: { 'zh-Hant': '見證人' } }],
    }),
  ],
  'departments-as-governments': [
    agreement('courts', {
      title: { en: 'Memorandum of the Labour Department' },
      signatories: [{ organization: 'hk-government', side: 'hk' }],
    }),
  ],
  'count-inferred': [agreement('counted', { meeting: 'counting', signedOn: '2024-06-01', countedBasis: 'inferred' })],
  'stated-domain-uncited': [agreement('uncited', { domainBasis: 'stated' })],
  'status-uncited': [agreement('over', { status: 'terminated' })],
  'domain-excluded': [area('shanghai-2024-04-horses', { name: { en: 'Racing of camels' }, domains: ['racing'] })],
  'domain-of-its-name-missing': [area('shanghai-2024-04-named', { name: { en: 'Health' }, domains: ['finance'] })],
}

/** What the faulty records refer to, itself without fault. */
const around: Example[] = [
  source('notice', { kind: 'web-page', published: '2024-01-02' }),
  region('cn-bj', { name: { en: 'Beijing' } }),
  organization('hk-government', { kind: 'government', region: 'cn-hk' }),
  organization('shanghai-health', { kind: 'other', side: 'mainland', region: 'cn-sh' }),
  domain('racing', { definition: { en: 'Races of horses, not of camels or dogs.' } }),
  meeting('counting', {
    date: '2024-06-01',
    claims: [{ measure: 'agreements', value: 3, citation: { source: 'paper', locator: 'para 1' } }],
  }),
]
const records = [...ground, ...around, ...Object.values(faults).flat()]

async function linesOf(all: Example[]): Promise<{ lines: string[]; problem?: string }> {
  const lines: string[] = []
  const input = { words: [inFolder(all)], config: readConfig({}), nouns, say: (line: string) => void lines.push(line) }
  const problem = await check(input).then(
    () => undefined,
    (error: Error) => error.message,
  )
  return { lines, ...(problem !== undefined && { problem }) }
}

t.test('check', async (t) => {
  t.same(Object.keys(faults).sort(), [...allRules(nouns.values()).keys()].sort(), 'a fault for each rule')
  const { lines, problem } = await linesOf(records)
  t.match(problem, /^\d+ errors, \d+ warnings/)
  for (const [rule, [first]] of Object.entries(faults)) {
    const line = lines.find(
      (line) => line.includes(`${first?.noun}/${first?.record.id} `) && line.includes(` ${rule}: `),
    )
    t.ok(line, `${rule} is found in ${first?.record.id}`)
  }
  const { lines: calm, problem: none } = await linesOf([...ground, ...around])
  t.equal(none, undefined, 'warnings alone are no failure')
  t.notMatch(calm.join('\n'), / error /)
})

t.test('the seeds have no errors', async (t) => {
  const lines: string[] = []
  await check({ words: ['seeds'], config: readConfig({}), nouns, say: (line) => void lines.push(line) })
  t.match(lines.at(-1), /^\d+ records, no errors, \d+ warnings\.$/)
})

t.test('the same findings are served', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...records.filter((one) => one !== faults['official-without-source']?.[0]))
  await registry.head.refresh()
  for (const [rule, [first]] of Object.entries(faults).filter(([rule]) => rule !== 'official-without-source')) {
    const { noun = '', record } = first ?? {}
    const one = await app.inject(`/v1/${noun}/${record?.id}/checks?lang=zh-Hans`)
    const { data } = checksAnswer.parse(one.json())
    const found = data.find((finding) => finding.rule === rule)
    t.match(found, { level: /error|warning/, why: /\p{Script=Han}/u }, `${rule} of ${record?.id}`)
    const list = (await app.inject(`/v1/gaps?kind=${rule}&limit=200`)).json()
    t.ok(
      list.data.some(
        (gap: { id: string; fields: string[] }) => gap.id === record?.id && gap.fields.includes(found?.pointer ?? ''),
      ),
      `${rule} lists it`,
    )
    t.equal(list.total, list.data.length)
  }
  t.match((await app.inject('/v1/agreements/nothing/checks')).json(), { status: 404 })
})

t.test('two sources of one page', async (t) => {
  const { app, registry } = await testApp(t)
  const page = (id: string, url: string) =>
    source(id, { url, title: { en: `The page as ${id} calls it` }, language: 'en' })
  const alike = [
    page('plain', 'https://news.example/2024/a?id=7&lang=en'),
    page('copied', 'http://www.news.example/2024/a/?lang=en&utm_source=feed&id=7&fbclid=x#top'),
  ]
  await write(registry, ...ground, ...alike, page('other', 'https://news.example/2024/a?id=8&lang=en'))
  await registry.head.refresh()
  const found = { rule: 'looks-like-another', pointer: '/id' }
  t.match((await app.inject('/v1/sources/plain/checks')).json().data, [{ ...found, found: 'copied' }])
  t.match((await app.inject('/v1/sources/copied/checks')).json().data, [{ ...found, found: 'plain' }])
  t.same((await app.inject('/v1/sources/other/checks')).json().data, [])
  const gaps = (await app.inject('/v1/gaps?kind=looks-like-another')).json()
  t.match(gaps, { total: 2, data: [{ id: 'copied' }, { id: 'plain' }] })
  t.match((await app.inject('/v1/sources?q=fbclid')).json(), { total: 0 }, 'and search has no words of addresses')
})
