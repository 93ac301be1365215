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
    ['finance OR service', ['school', 'health']],
    ['(finance | service) -agreement', ['school']],
    ['agreement on health services and of many more words than anybody would type', []],
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
  for (const q of ['', ' ', 'x'.repeat(201), 'finance OR', '(finance x', 'x finance)', 'finance | -education'])
    t.match(await ask(q), { status: 400, errors: [{ parameter: 'q' }] }, `refuses ${q}`)
})

t.test('a record is found first by the whole of its name', async (t) => {
  const { app, registry } = await testApp(t)
  const long = `Agreement on ${'all manner of '.repeat(20)}things`
  await write(
    registry,
    ...ground,
    examples.domain('vocational', {
      name: { en: 'Vocational education', 'zh-Hant': '職業教育', 'zh-Hans': '职业教育' },
    }),
    examples.domain('education', {
      name: { en: 'Education', 'zh-Hant': '教育', 'zh-Hans': '教育' },
      altLabels: [{ language: 'en', label: 'Schooling' }],
    }),
    examples.domain('schooling', { name: { en: 'Schooling at home', 'zh-Hant': '在家教育', 'zh-Hans': '在家教育' } }),
    examples.agreement('quoting', { title: { 'zh-Hant': '《粵港合作框架協議》的落實安排' }, signedOn: '2010' }),
    examples.agreement('bare', { title: { 'zh-Hant': '粵港合作框架協議的落實安排' }, signedOn: '2009' }),
    examples.agreement('longer', { title: { 'zh-Hant': '關於《粵港合作框架協議》的落實安排' }, signedOn: '2024' }),
    examples.agreement('operators', { title: { en: 'Terms (Part 1 | Part 2 - OR' }, signedOn: '2010' }),
    examples.agreement('long', { title: { en: long }, signedOn: '2010' }),
    examples.agreement('care', { title: { en: 'Health-care Co-operation – “Phase 2”' }, signedOn: '2010' }),
    examples.agreement('excluding', { title: { en: 'Finance education' }, signedOn: '2010' }),
  )
  const ask = async (noun: string, q: string) =>
    (await app.inject(`/v1/${noun}?q=${encodeURIComponent(q)}`)).json().data.map(({ id }: { id: string }) => id)
  for (const [noun, q, expected] of [
    ['domains', '教育', 'education'],
    ['domains', 'EDUCATION', 'education'],
    ['domains', 'schooling', 'education'],
    ['agreements', '粵港合作框架協議的落實安排', 'bare'],
    ['agreements', '《粵港合作框架協議》的落實安排', 'quoting'],
    ['agreements', '粤港\n合作 框架协议的、落实安排', 'quoting'],
    ['agreements', 'Terms (Part 1 | Part 2 - OR', 'operators'],
    ['agreements', long, 'long'],
    ['agreements', 'healthcare cooperation: Phase 2', 'care'],
    ['agreements', 'Health Care co‑operation "phase 2"', 'care'],
  ] as const)
    t.equal((await ask(noun, q))[0], expected, `${q.slice(0, 40)} finds ${expected}`)
  t.same(await ask('agreements', '粵港合作框架協議的落實安排'), ['bare', 'quoting', 'longer'])
  t.same(await ask('agreements', 'finance -education'), [], 'takes no excluded word for a part of a name')
  const found = (await app.inject(`/v1/search?q=${encodeURIComponent('粤港合作框架协议的落实')}`)).json().data
  t.ok(found.every(({ highlights }: { highlights: { text: string }[] }) => highlights.length === 1))
  t.match(JSON.stringify(found), '《<em>粵港合作框架協議》的落實</em>安排')
})
