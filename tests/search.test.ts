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
  const scored = searchAnswer(nouns).parse((await app.inject('/v1/search?q=health&score=true')).json())
  t.match(scored.data[0], { noun: 'domains', id: 'health', score: 1 })
  t.ok(scored.data.every(({ score = -1 }, at) => score >= 0 && score <= (scored.data[at - 1]?.score ?? 1)))
  const walked: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = searchAnswer(nouns).parse(
      (await app.inject(`/v1/search?q=${encodeURIComponent('合作')}&limit=1${next && `&cursor=${next}`}`)).json(),
    )
    walked.push(...page.data.map(({ id }) => id))
    next = page.next
  }
  t.same(walked, ['health', 'hans', 'hant'], 'pages by relevance and then by date')
  const whole = searchAnswer(nouns).parse((await app.inject('/v1/search?q=health&limit=1')).json())
  t.ok((await app.inject(`/v1/search?q=health&limit=1&cursor=${whole.next}`)).json().data, 'pages on from a whole name')
  const suggestions = suggestAnswer(nouns).parse((await app.inject('/v1/suggest?q=constit&lang=zh-Hant')).json())
  t.same(suggestions.data, [
    { noun: 'organizations', id: 'hk-cmab', label: 'Constitutional and Mainland Affairs Bureau', language: 'en' },
  ])
  for (const q of [
    '',
    ' ',
    'x'.repeat(201),
    'finance OR',
    '(finance x',
    'x finance)',
    'finance | -education',
    'finance AND',
    'NOT',
    'place:',
  ])
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
    ['domains', 'education -finance', 'education'],
    ['domains', 'education NOT finance', 'education'],
    ['domains', 'gold OR education', 'education'],
    ['domains', 'title:教育', 'education'],
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
  t.notOk((await ask('domains', 'education -schooling')).includes('education'), 'a name beside it finds nothing more')
  const found = (await app.inject(`/v1/search?q=${encodeURIComponent('粤港合作框架协议的落实')}`)).json().data
  t.ok(found.every(({ highlights }: { highlights: { text: string }[] }) => highlights.length === 1))
  t.match(JSON.stringify(found), '《<em>粵港合作框架協議》的落實</em>安排')
})

t.test('words meet across a record and what it refers to', async (t) => {
  const { app, registry } = await testApp(t)
  const sichuan = (name: object) => examples.region('cn-sc', { name })
  await write(
    registry,
    ...ground,
    sichuan({ en: 'Sichuan', 'zh-Hant': '四川', 'zh-Hans': '四川' }),
    examples.mechanism('sichuan', { name: { en: 'Chuan-Gang Conference', 'zh-Hant': '川港合作會議' } }),
    examples.meeting('sichuan-2021-09', { name: { en: 'Second Panda Session' }, mechanism: 'sichuan' }),
    examples.domain('chinese-medicine', {
      name: { en: 'Chinese medicine', 'zh-Hant': '中醫藥' },
      altLabels: [{ language: 'en', label: 'TCM' }],
    }),
    examples.organization('hk-hospitals', { name: { en: 'Hospital Authority' }, abbreviation: 'HA' }),
    ...Array.from({ length: 101 }, (_, at) =>
      examples.organization(`authority-${at}`, { name: { en: `Authority ${at}` } }),
    ),
    examples.agreement('medicine', {
      title: { en: 'Arrangement on training', 'zh-Hant': '培訓安排' },
      parties: ['cn-hk', 'cn-sc'],
      domains: ['chinese-medicine'],
      mechanism: 'sichuan',
      meeting: 'sichuan-2021-09',
      signatories: [{ organization: 'hk-hospitals', side: 'hk' }],
      signedOn: '2021-09',
    }),
    examples.agreement('titled', {
      title: { en: 'Sichuan Chinese medicine training', 'zh-Hant': '四川中醫藥培訓' },
      domains: [],
      signedOn: '2001',
    }),
    examples.agreement('other', { title: { en: 'Arrangement on training' }, domains: [], signedOn: '2022' }),
  )
  const ask = async (q: string, more = '') =>
    (await app.inject(`/v1/agreements?q=${encodeURIComponent(q)}${more}`))
      .json()
      .data.map(({ id }: { id: string }) => id)
  for (const [q, expected] of [
    ['Sichuan TCM', ['medicine']],
    ['training panda', ['medicine']],
    ['chuan-gang HA training', ['medicine']],
    ['Hospital Authority training', ['medicine']],
    ['training Hospital Authority Sichuan', ['medicine']],
    ['Authority training', []],
    ['Sichuan Chinese medicine', ['titled', 'medicine']],
    ['四川 培训', ['titled', 'medicine']],
    ['四川培訓', ['titled', 'medicine']],
    ['中医药培训', ['titled', 'medicine']],
    ['"四川培訓"', []],
    ['培訓 -四川', []],
    ['training -TCM', ['other', 'titled']],
    ['title:training signatory:HA', ['medicine']],
    ['signatory:"Hospital Authority"', ['medicine']],
    ['signatory:Sichuan', []],
    ['place:四川', ['medicine']],
    ['title:Sichuan', ['titled']],
    ['training AND NOT place:Sichuan', ['other', 'titled']],
  ] as const)
    t.same(await ask(q), expected, `finds for ${q} what it refers to`)
  const { seq } = await write(registry, examples.region('cn-sc', { name: { en: 'Shuland', 'zh-Hant': '蜀地' } }))
  t.same(await ask('Sichuan TCM'), [], 'a name that was given up finds nothing more')
  t.same(await ask('Shuland TCM'), ['medicine'])
  t.same(await ask('蜀地培訓'), ['medicine'])
  t.same(await ask('Sichuan TCM', `&asOf=${Number(seq) - 1}`), ['medicine'], 'but in the past it does')
  t.same(await ask('Shuland TCM', `&asOf=${Number(seq) - 1}`), [])
})
