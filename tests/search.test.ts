import t from 'tap'
import { searchAnswer, suggestAnswer } from '../src/api/search/search-schema.ts'
import { nouns } from '../src/nouns/all.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

t.test('q on a list', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.domain('education', {
      name: { en: 'Education', 'zh-Hant': '教育', 'zh-Hans': '教育' },
      altLabels: [{ language: 'zh-Hant', label: '青年發展' }],
    }),
    examples.organization('hk-cmab', {
      name: { en: 'Constitutional and Mainland Affairs Bureau' },
      abbreviation: 'CMAB',
    }),
    examples.agreement('hant', { title: { 'zh-Hant': '關於加強滬港金融合作的備忘錄' }, signedOn: '2010' }),
    examples.agreement('hans', { title: { 'zh-Hans': '沪港金融合作' }, signedOn: '2012' }),
    examples.agreement('health', {
      title: { 'zh-Hant': '衞生合作協議', en: 'Agreement on health services' },
      signedOn: '2020',
    }),
    examples.agreement('platform', {
      title: { 'zh-Hant': '關於平臺的安排' },
      domains: [],
      signatories: [{ organization: 'hk-cmab', side: 'hk' }],
    }),
    examples.agreement('school', {
      title: { en: 'Arrangement on <b>finance</b>' },
      domains: ['education'],
      signedOn: '2024',
    }),
  )
  const ask = async (q: string) => (await app.inject(`/v1/agreements?q=${encodeURIComponent(q)}`)).json()
  const cases: [string, string[]][] = [
    ['滬港 金融', ['hant', 'hans']],
    ['沪港金融', ['hans', 'hant']],
    ['衞生', ['health']],
    ['卫生', ['health']],
    ['衛生', ['health']],
    ['台', ['platform']],
    ['service', ['health']],
    ['CMAB', ['platform']],
    ['"青年發展"', ['school']],
    ['finance', ['school']],
    ['finance -education', []],
    ['-finance 金融', ['hans', 'hant']],
    ['"金融滬港"', []],
    ['!!!', []],
    ["'; drop table agreements; -- \\", []],
  ]
  for (const [q, expected] of cases) {
    const { data, total } = await ask(q)
    t.same(
      data.map(({ id }: { id: string }) => id),
      expected,
      `finds for ${q} what a person expects`,
    )
    t.equal(total, expected.length)
  }
  const hits = searchAnswer(nouns).parse((await app.inject('/v1/search?q=finance&noun=agreement&limit=1')).json())
  t.match(hits, {
    total: 1,
    next: null,
    data: [
      {
        noun: 'agreements',
        id: 'school',
        highlights: [{ field: 'title', language: 'en', text: 'Arrangement on &lt;b&gt;<em>finance</em>&lt;/b&gt;' }],
      },
    ],
  })
  const walked: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = searchAnswer(nouns).parse(
      (await app.inject(`/v1/search?q=${encodeURIComponent('合作')}&limit=1${next && `&cursor=${next}`}`)).json(),
    )
    walked.push(...page.data.map(({ id }) => id))
    next = page.next
  }
  t.same(walked, ['health', 'hans', 'hant'], 'pages by relevance and then by date')
  const suggestions = suggestAnswer(nouns).parse((await app.inject('/v1/suggest?q=constit&lang=zh-Hant')).json())
  t.same(suggestions.data, [
    { noun: 'organizations', id: 'hk-cmab', label: 'Constitutional and Mainland Affairs Bureau', language: 'en' },
  ])
  for (const q of ['', ' ', 'x'.repeat(201), 'a b c d e f g h i j k l m'])
    t.match(await ask(q), { status: 400, errors: [{ parameter: 'q' }] })
})
