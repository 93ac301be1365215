import fc from 'fast-check'
import t from 'tap'
import { searchAnswer } from '../src/api/search/search-schema.ts'
import { nouns } from '../src/nouns/all.ts'
import { replaceWord, withFewerWords } from '../src/text/fewer-words.ts'
import { parseQuery } from '../src/text/query-language.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'
import { runs } from './support/runs.ts'

t.test('a word is replaced where it is one', async (t) => {
  t.equal(replaceWord('taxation, tax', 'tax', 'levy'), 'taxation, levy', 'and not within a longer one')
  t.equal(replaceWord('CEPA合作協議', '合作', '投資'), 'CEPA投資協議', 'Chinese is written without spaces')
  t.equal(replaceWord('taxation', 'tax', 'levy'), 'taxation')
  const wild = '?*'.repeat(1_000_000)
  t.ok(replaceWord(`a${wild} tax`, 'tax', 'levy') === `a${wild} levy`, 'however many marks stand beside it')
})

t.test('a search with fewer words has no pieces of what was left out', async (t) => {
  for (const [q, missing, fewer] of [
    ['place:zzz law', 'zzz', ['law']],
    ['劉淇（zzz）', 'zzz', ['劉淇']],
    ['training? zzz', 'zzz', ['training?']],
    ['finan?e', '', []],
    ['law without Guangdong on health', 'without', ['law -Guangdong on health']],
    ['卫生 不包括 中医药', '', ['卫生 -中医药']],
    ['training not about law', '', ['training -law']],
    ['京港高鐵', '', ['京港', '高鐵']],
  ] as const) {
    const { terms } = parseQuery(q)
    const missed = terms.filter(({ text }) => text === missing)
    t.same(withFewerWords(q, terms, missed), fewer, q)
  }
})

t.test('of the names that a word may be short for, those come first to which most refers', async (t) => {
  const { app, registry } = await testApp(t)
  const kinds = ['證券', '黃金', '期貨', '航運']
  const signed = (id: string, at: number) =>
    examples.agreement(id, { signatories: [{ organization: `exchange-${at}`, side: 'mainland' }] })
  await write(
    registry,
    ...ground,
    ...kinds.map((kind, at) => examples.organization(`exchange-${at}`, { name: { 'zh-Hant': `上海${kind}交易所` } })),
    examples.organization('longer', { name: { 'zh-Hant': '上海證券交易所股份有限公司香港辦事處' } }),
    ...[signed('one', 2), signed('two', 2), signed('three', 3)],
    ...['a', 'b', 'c'].map((id) =>
      examples.agreement(id, { signatories: [{ organization: 'longer', side: 'mainland' }] }),
    ),
  )
  const { didYouMean } = searchAnswer(nouns).parse((await app.inject('/v1/search?q=上交所')).json())
  const ids = didYouMean?.map(({ id }) => id) ?? []
  t.same(ids.slice(0, 2), ['exchange-2', 'exchange-3'], 'the most used')
  t.same(ids.at(-1), 'longer', 'and last a name that only begins so')
})

t.test('a search that finds nothing says which word does, and what may have been meant', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.region('cn-sc', { name: { en: 'Sichuan', 'zh-Hant': '四川省' } }),
    examples.mechanism('sichuan', { name: { en: 'Hong Kong/Sichuan Conference', 'zh-Hant': '川港合作會議' } }),
    examples.domain('chinese-medicine', {
      name: { en: 'Chinese medicine', 'zh-Hant': '中醫藥' },
      altLabels: [{ language: 'en', label: 'TCM' }],
    }),
    examples.organization('hk-hkma', { name: { en: 'Hong Kong Monetary Authority', 'zh-Hant': '香港金融管理局' } }),
    examples.organization('hk-hygiene', {
      name: {
        en: 'Food and Environmental Hygiene Department',
        'zh-Hant': '食物環境衞生署',
        'zh-Hans': '食物环境卫生署',
      },
    }),
    ...['證券', '黃金', '期貨', '航運'].map((kind, at) =>
      examples.organization(`shanghai-exchange-${at}`, { name: { 'zh-Hant': `上海${kind}交易所` } }),
    ),
    examples.organization('hk-hkex', { name: { 'zh-Hant': '港交所' } }),
    examples.organization('hk-environment', { name: { en: 'Environment Bureau', 'zh-Hant': '環境食物規劃署' } }),
    examples.agreement('timber', { title: { en: 'Memorandum of understanding on seized timber' } }),
    examples.agreement('tenth', {
      title: { en: 'Tenth meeting of the Sichuan conference', 'zh-Hant': '川港合作會議第十次會議' },
    }),
    examples.agreement('training', { title: { en: 'Arrangement on Training', 'zh-Hant': '關於人才培訓的安排' } }),
  )
  const ask = async (q: string, more = '') =>
    searchAnswer(nouns).parse((await app.inject(`/v1/search?q=${encodeURIComponent(q)}${more}`)).json())
  for (const [q, notFound, first] of [
    ['Shichuan', ['Shichuan'], { noun: 'regions', id: 'cn-sc', name: 'Sichuan', q: 'Sichuan' }],
    ['Sichaun training', ['Sichaun'], { id: 'cn-sc', name: 'Sichuan', q: 'Sichuan training' }],
    ['Monetery Authority', ['Monetery'], { id: 'hk-hkma', q: 'Hong Kong Monetary Authority' }],
    ['Monetary Authorty', ['Authorty'], { id: 'hk-hkma' }],
    ['TMC', ['TMC'], { id: 'chinese-medicine', name: 'TCM' }],
    ['川港合作會儀', ['川港合作會儀'], { noun: 'mechanisms', id: 'sichuan', name: '川港合作會議' }],
    ['川港合作会計', ['川港合作会計'], { noun: 'mechanisms', id: 'sichuan', name: '川港合作會議' }],
    ['香港金融管里局', ['香港金融管里局'], { id: 'hk-hkma', name: '香港金融管理局' }],
    ['香港金融理管局', ['香港金融理管局'], { id: 'hk-hkma', name: '香港金融管理局' }],
    ['川港合作議會', ['川港合作議會'], { noun: 'mechanisms', id: 'sichuan', name: '川港合作會議' }],
    ['人材培訓的安排', ['人材培訓的安排'], { noun: 'agreements', id: 'training', name: '關於人才培訓的安排' }],
  ] as const) {
    const { total, notFound: missing, didYouMean } = await ask(q)
    t.same([total, missing], [0, notFound], q)
    t.match(didYouMean?.[0], first, q)
  }
  for (const [q, first] of [
    [
      'Memorandm of understanding on seized tinber',
      { id: 'timber', q: 'Memorandum of understanding on seized timber' },
    ],
    ['seized tirnber', { id: 'timber' }],
    ['Bichuan', { id: 'cn-sc', q: 'Sichuan' }],
    ['Hong Kong Monetary 4uthority', { id: 'hk-hkma' }],
    ['conferense tenth Sichaun', { q: /^conference tenth Sichuan$/i }],
  ] as const)
    t.match((await ask(q)).didYouMean?.[0], first, q)
  for (const [q, name] of [
    ['食環署', '食物環境衞生署'],
    ['食环署', '食物环境卫生署'],
  ] as const)
    t.match((await ask(q)).didYouMean, [{ id: 'hk-hygiene', name, q: name }], `${q} is short for a name`)
  const exchanges = (await ask('上交所')).didYouMean?.map(({ id }) => id) ?? []
  t.same(
    exchanges.slice(0, 4).sort(),
    [0, 1, 2, 3].map((at) => `shanghai-exchange-${at}`),
    'all that it may stand for',
  )
  for (const q of ['署環食', '食署環', '食環局']) t.same((await ask(q)).didYouMean, [], `${q} is short for none`)
  for (const q of ['11th meeting of the Sichuan conference', '川港合作會議第十一次會議', 'TMC tree', 'Monetery qqqq'])
    t.same((await ask(q)).didYouMean, [], `${q} has no near name`)
  t.match(await ask('training TCM'), { total: 0, notFound: [] }, 'each word is there, though in no record together')
  t.same((await ask('training TCM')).fewerWords, ['TCM', 'training'], 'each of them alone')
  t.same((await ask('qqqq training')).fewerWords, ['training'])
  t.match(
    await ask('川港合作會議 qqqq'),
    { notFound: ['qqqq'], fewerWords: ['川港合作會議'] },
    'a word that is found by itself is not missing',
  )
  t.match(
    await ask('培訓安排 qqqq'),
    { notFound: ['qqqq'], fewerWords: ['培訓安排'] },
    'nor is one that is found in parts',
  )
  for (const [q, fewer] of [
    ['Memorandum of the qqqq on timber', 'Memorandum on timber'],
    ['understanding on qqqq timber', 'understanding on timber'],
    ['qqqq on seized timber', 'seized timber'],
    ['understanding and qqqq', 'understanding'],
    ['understanding (qqqq) on timber', 'understanding on timber'],
    ['川港合作會議第十一次', '川港合作會議'],
  ] as const)
    t.ok((await ask(q)).fewerWords?.includes(fewer), `${q} without a word is ${fewer}`)
  const parted = (await ask('Sichuan timber Hong Kong Monetary Authority qqqq')).fewerWords ?? []
  t.same(
    parted.filter((search) => /Kong|Monetary/.test(search) && !search.includes('Hong Kong Monetary')),
    [],
  )
  t.same((await ask('10. qqqq zzzz')).fewerWords, [], 'the number of an item is no search')
  t.same((await ask('跨境人才')).fewerWords, ['人才'], 'a run of Chinese is shortened')
  t.same((await ask('"zzz yyy" (training)')).fewerWords, ['(training)'])
  t.same(await ask('qqqq "zzz yyy" -training'), {
    data: [],
    total: 0,
    next: null,
    notFound: ['qqqq', 'zzz yyy'],
    didYouMean: [],
    fewerWords: [],
  })
  t.equal((await ask('training')).didYouMean, undefined)
  const eleventh = await ask('11th meeting of the Hong Kong/Sichuan Conference of Co-operation')
  t.equal(eleventh.readAs, undefined, 'an ordinal beside a name says that more was meant')
  t.match(await ask('Shichuan', '&noun=agreement'), { didYouMean: [{ id: 'cn-sc' }] })
  t.match(await ask('𐓥a 合作'), { total: 0 }, 'a letter of two code units is not cut in half')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'a合𐓥𐐀𠮷İ9 "'), minLength: 1, maxLength: 8 }), async (q) => {
      const { statusCode } = await app.inject(`/v1/search?q=${encodeURIComponent(q)}`)
      return statusCode === 200 || statusCode === 400
    }),
    runs(30),
  )
  const list = async (query: string) => (await app.inject(`/v1/agreements?${query}`)).json()
  t.match(await list('q=Sichaun+training'), {
    ...{ data: [], total: 0, notFound: ['Sichaun'] },
    didYouMean: [{ noun: 'regions', id: 'cn-sc', q: 'Sichuan training' }],
  })
  t.match(await list('q=Sichaun+training&total=none&sort=id'), { notFound: ['Sichaun'] })
  t.match(await list('q=Monetary'), { notFound: ['Monetary'] }, 'a body has the word, and no agreement')
  t.match((await app.inject('/en/agreements?q=Monetary')).body, /In none of the records searched/)
  const { seq } = await write(registry, examples.agreement('digs', { title: { en: 'Arrangement on Archaeology' } }))
  t.match(await list('q=Sichaun+archaeology'), { notFound: ['Sichaun'] })
  t.match(await list(`q=Sichaun+archaeology&asOf=${Number(seq) - 1}`), { notFound: ['Sichaun', 'archaeology'] })
  t.equal((await list('q=Sichaun+training&year=2024')).notFound, undefined, 'a filter may be why')
  t.equal((await list('q=training')).notFound, undefined)
  t.equal((await list('year=1990')).notFound, undefined)
  const listPage = (await app.inject('/en/agreements?sort=id&q=Sichaun+training')).body
  t.match(listPage, 'href="/en/agreements?sort=id&amp;q=Sichuan+training"')
  const page = (await app.inject(`/en/search?q=${encodeURIComponent('<Shichuan> training')}`)).body
  t.match(page, /Did you mean/)
  t.match(page, 'href="/en/search?q=')
})
