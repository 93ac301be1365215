import { sql } from 'drizzle-orm'
import t from 'tap'
import { asPrinted } from '../src/text/copied-text.ts'
import { highlight } from '../src/text/highlight.ts'
import { meaningsOf, spelledOut } from '../src/text/meanings.ts'
import { parseQuery } from '../src/text/query-language.ts'
import { type Term, termsIn, termsOf } from '../src/text/query-terms.ts'
import { readingsOf } from '../src/text/readings.ts'
import { withHongKongFirst, withHongKongSecond, withPlacesInFull } from '../src/text/short-places.ts'
import { withoutQuestion } from '../src/text/small-words.ts'
import { tokenize } from '../src/text/tokens.ts'
import { seededApp } from './support/app.ts'

// What people copy and type, and the record that should come first, or that there should be one at all.

const found = [
  ['meetings', '粵港合作聯席會議第23次會議', 'guangdong-2023-03'],
  ['meetings', '第23次 粵港', 'guangdong-2023-03'],
  ['meetings', '粵港 第 23 次', 'guangdong-2023-03'],
  ['meetings', 'twenty-third plenary Guangdong', 'guangdong-2023-03'],
  ['meetings', '6th Plenary Session of the Hong Kong/Shanghai Co-operation Conference', 'shanghai-2024-04'],
  ['meetings', 'Ninth Plenary of the Hong Kong/Guangdong Co-operation Joint Conference', 'guangdong-2006-08'],
  ['organizations', 'the Shaanxi Provincial People’s Government', 'shaanxi-government'],
  ['agreements', 'co-operation in food safety with Guangdong', 'guangdong-2024-07-food-safety'],
  [
    'sources',
    '20th Working Meeting of Hong Kong/Guangdong Co-operation Joint Conference held in Guangzhou (with ph',
    'hk-government-2015-03-11',
  ],
  [
    'sources',
    'Hong Kong Treasury Bureau and Shenzhen Local Financial Regulatory Bureau signed a memorandum of coop…',
    'gmteight-2025-11-gold',
  ],
  [
    'organizations',
    'Hong Kong-Shenzhen Joint Task Force on Boundary District Dev',
    'task-force-shenzhen-boundary-district',
  ],
  ['regions', 'a) Xinjiang', 'cn-xj'],
  ['regions', '㈠Xinjiang', 'cn-xj'],
  ['regions', 'Macao . . . . . 7', 'cn-mo'],
  ['regions', 'Macao', 'cn-mo'],
  ['regions', '滬', 'cn-sh'],
  ['regions', 'https://en.wikipedia.org/wiki/Macao', 'cn-mo'],
  ['regions', 'https://zh.wikipedia.org/wiki/%E6%BE%B3%E9%96%80', 'cn-mo'],
  ['regions', 'C:\\Users\\me\\Macao.pdf', 'cn-mo'],
  ['agreements', 'Memorandum_of_understanding_on_seized_timber_v2.pdf', 'beijing-2019-06-signing-ecology'],
  ['organizations', '…ong Financial Co-operation Committee', 'shenzhen-hong-kong-financial-committee'],
  ['meetings', '第六屆滬港合作會議', 'shanghai-2024-04'],
  ['meetings', '滬港首次會議', 'shanghai-2003-10'],
  ['meetings', '第一屆泛珠三角區域合作行政首長聯席會議', 'pan-prd-2005-07'],
  ['meetings', '第二十三屆粵港合作聯席會議', 'guangdong-2023-03'],
  ['meetings', 'who led the sixth Shanghai plenary', 'shanghai-2024-04'],
  ['persons', 'Mr John Lee Ka-chiu, GBM', 'john-lee'],
  ['agreements', 'which agreements did the Hospital Authority sign with Wuxi', 'wuxi-2012-01-hospitals'],
  ['search', 'Annex 1: Closer Cooperation Agreement', 'shanghai-2009-01-signing-finance'],
  ['search', 'Closer Cooperation Agreement [PDF]', 'shanghai-2009-01-signing-finance'],
  ['search', 'Hong Kong/Sichuan Co-operation Conference | GovHK', 'sichuan'],
  ['search', 'Title: Hong Kong/Sichuan Co-operation Conference', 'sichuan'],
  ['search', 'RE: 律政司', 'hk-department-of-justice'],
  ['search', '附件一：關於緝毒犬領域的合作安排', 'central-2024-11-detector-dogs'],
  ['search', '（三）《粵港合作框架協議》的落實安排', 'guangdong-2010-09-general-cooperation'],
  ['search', 'Supreme People&#39;s Court', 'supreme-peoples-court'],
  ['mechanisms', '港滬合作會議', 'shanghai'],
  ['agreements', '港深法律合作', 'shenzhen-2011-11-legal'],
  ['agreements', 'MoU data flow', 'central-2023-06-data-flow'],
  ['agreements', 'GBA emergency', 'guangdong-2024-06-signing-emergency'],
  ['agreements', 'timber 2019', 'beijing-2019-06-signing-ecology'],
  ['agreements', '2019年 木材', 'beijing-2019-06-signing-ecology'],
  ['organizations', 'Dept. of Health', 'hk-department-of-health'],
  ['organizations', 'Hangzhou Mun. People’s Govt', 'hangzhou-government'],
  ['organizations', "People's Government of Guizhou Prov.", 'guizhou-government'],
  ['agreements', 'Agmt. on labour enforcement training', 'guangdong-2023-03-labour'],
  [
    'meetings',
    'Mtg of the Guangdong-Hong Kong Equine Industry Cooperation Task Force',
    'guangdong-2023-11-task-force-equine',
  ],
  ['mechanisms', 'Hongkong Fukien', 'fujian'],
  ['agreements', '雙方簽署《粵港合作框架協議》', 'guangdong-2010-04-signing-framework-agreement'],
  ['agreements', '粵港合作框架協議 PDF', 'guangdong-2010-04-signing-framework-agreement'],
  ['agreements', '1. 關於推進前海深港現代服務業合作的意向書；', 'guangdong-2009-08-services'],
  ['search', '港深合作會議', 'shenzhen'],
  ['search', 'Friday, 26 April 2024', 'shanghai-2024-04'],
  ['search', 'Date: 26 April 2024', 'shanghai-2024-04'],
  ['search', '會議日期：2024年4月26日', 'shanghai-2024-04'],
  ['search', '2024年4月26日（星期五）', 'shanghai-2024-04'],
  ['search', 'https://www.symedialab.com/talk/?p=177280', 'symedialab-2023-07-04'],
  ['search', 'http://m.110.com/flzs/769560.html', '110-interim-measures'],
  ['search', 'https://gdeto.gov.hk/en/gdeto/foreword.html', 'gdeto-foreword'],
] as const

const many = [
  ['agreements', 'agreements between Hong Kong and Shanghai on finance'],
  ['agreements', 'agreements for youth'],
  ['agreements', '上海的金融'],
  ['agreements', 'Judgements in civil and commercial matters'],
  ['agreements', 'Memoranda of Understanding'],
] as const

const long = [
  'https://www.stheadline.com/zh-hans/politics/3456968/海关总署署长孙梅君访港-与特区签合作文件-促进安全无缝人流货物流',
] as const

const refused = ['(Shanghai', 'Shanghai)', '| Shanghai', 'title:-finance', 'TITLE:']

t.test('titles as they are copied, and questions as they are typed', async (t) => {
  const { app, connection } = await seededApp(t)
  const ask = async (noun: string, q: string) => app.inject(`/v1/${noun}?limit=5&q=${encodeURIComponent(q)}`)
  for (const [noun, q, id] of found) t.equal((await ask(noun, q)).json().data[0]?.id, id, q)
  for (const [noun, q] of many) t.ok((await ask(noun, q)).json().data.length >= 3, q)
  for (const q of refused) t.equal((await ask('agreements', q)).statusCode, 400, q)
  await connection.leader.execute(sql`analyze`)
  for (const q of long) t.ok((await ask('search', q)).json().total > 0, `${q} is read before the database gives up`)
  t.same((await ask('agreements', 'Title:finance')).json(), (await ask('agreements', 'title:finance')).json())
  const total = async (q: string) => (await ask('agreements', q)).json().total
  t.equal(await total('agreement Shanghai'), await total('Shanghai'), 'each of them is an agreement')
  t.ok((await total('"of Shanghai"')) < (await total('of Shanghai')), 'in quotation marks no word is small')
  const meant = async (q: string) => (await app.inject(`/v1/search?q=${q}`)).json().didYouMean
  t.match(await meant('Tianjing'), [{ name: 'Tianjin', q: 'Tianjin' }])
  t.match((await meant('cooperatoin'))[0].name, /Cooperation/)
  t.match(await meant('fin%3Fnce'), [], 'a title stands for no piece of a word')
})

t.test('a title with anything around it is told to be what was searched for', async (t) => {
  const { app } = await seededApp(t)
  const title = 'Memorandum of understanding on seized timber'
  const ask = async (path: string) => (await app.inject(path)).json()
  for (const q of [`Annex 2 ${title} - Gazette`, `${title}, 8 June 2018`, `see ${title}`].map(encodeURIComponent)) {
    t.match(await ask(`/v1/search?q=${q}`), { readAs: title, data: [{ id: 'beijing-2019-06-signing-ecology' }] })
    t.match(await ask(`/v1/agreements?q=${q}`), { readAs: title, data: [{ id: 'beijing-2019-06-signing-ecology' }] })
    const file = await app.inject(`/v1/agreements?format=ndjson&q=${q}`)
    t.match(file.json(), { id: 'beijing-2019-06-signing-ecology' })
    t.match(file.headers['content-location'], /q=Memorandum/, 'a file says so by its address')
    for (const page of [`/en/search?q=${q}`, `/en/agreements?q=${q}`])
      t.match((await app.inject(page)).body, /Searched instead for: <strong>Memorandum/)
    const links = (await app.inject(`/en/agreements?q=${q}`)).body.match(/"\/v1\/agreements\?[^"]*format=[^"]*"/g) ?? []
    t.ok(links.length > 3)
    for (const link of links) t.match(link, /q=Memorandum/, 'files are offered by the name')
  }
  const whole = await ask(`/v1/agreements?q=${encodeURIComponent(title)}`)
  t.match(whole, { readAs: undefined, data: [{ id: 'beijing-2019-06-signing-ecology' }] })
  const region = await ask(`/v1/search?q=${encodeURIComponent('香港特別行政區 乳酪工廠')}`)
  t.match(region, { readAs: undefined, total: 0 }, 'a short name is offered and not taken for all of it')
})

t.test('a title that may be cut short', async (t) => {
  const lastOf = (text: string) => termsIn(parseQuery(text).expression ?? { all: [] }).at(-1)
  t.ok(lastOf('Framework Agreement on Hong Kong/Guangdong Co-op')?.begins)
  t.ok(lastOf('Framework Agr…')?.begins)
  t.notOk(lastOf('Framework Agr')?.begins)
  t.notOk(lastOf('"Framework Agr…"')?.begins)
  t.equal(highlight('Framework Agreement', parseQuery('agreem…')), 'Framework <em>Agreement</em>')
})

t.test('what a name may have been copied with', async (t) => {
  for (const text of ['上海（金融）', 'Shanghai: finance', 'title:Framework Agreement'])
    t.same(readingsOf(text), [text], 'is as likely a search for words')
  for (const name of ['C. Y. Leung', '1.5 million', '11:30', 'Plan (2024-25)', 'D.C.'])
    t.same(readingsOf(name), [name], 'is no part of it')
  for (const text of [
    '1. Plan',
    '(12) Plan',
    'iv. Plan',
    'a) Plan',
    '①Plan',
    '１．Plan',
    'Plan[3]',
    'Plan²',
    'Plan (2024-04)',
    'Plan (26 April 2024)',
    'Plan（2024年4月26日）',
    'Plan; and',
    'RE: Plan',
    'Title: Plan',
    '"title": Plan,',
    '來源：Plan',
    '附件2 Plan',
    'Annex 1\nPlan',
    'Plan (PDF)',
    'Plan（只備中文）',
    'Plan.docx',
    'Plan - Wikipedia',
    'Plan - GovHK',
    'Plan - info.gov.hk',
    'Plan » news.gov.hk',
    'Plan – Press release',
    'Plan_新华网',
    'Plan-中国新闻网',
    'Plan①',
    'GovHK: Plan',
    'news.gov.hk - Plan',
    '【新聞稿】Plan',
    'Home > Press releases > Plan',
    'Plan [edit]',
    'Plan（註1）',
    'Plan [note 2]',
    'Plan (PDF, 1.2 MB)',
    'Plan (with photos/video)',
    'Plan (opens in new window)',
    'Attachment 2: Plan',
    'No. 12 Plan',
    '#3 Plan',
    '第12項：Plan',
    '❶Plan',
  ])
    t.ok(readingsOf(text).includes('Plan'), text)
  for (const text of ['Plan for Shanghai_HKMA', 'Plan for Shanghai · HKMA', 'Plan for Shanghai » HKMA'])
    t.ok(readingsOf(text).includes('Plan for Shanghai'), text)
  t.ok(readingsOf('3.2 Plan for Shanghai').includes('Plan for Shanghai'))
  for (const text of [
    'title:Plan',
    'Plan - Shanghai',
    'Plan -gov.hk',
    'Plan_Shanghai',
    'Plan | Shanghai',
    'Plan (Shanghai)',
  ])
    t.notOk(readingsOf(text).includes('Plan'), text)
  t.equal(readingsOf('legal -("services finance" | "finance services")').length, 1, 'brackets say that it is no tail')
  t.same(readingsOf('一、新疆；'), ['一、新疆；', '一、新疆', '新疆；', '新疆'])
  const dressed = (name: string) =>
    `[2024-04-26] Re: Annex 1: (12) the ${name}(remark) （2024-04） (pdf) [3] p. 12 .pdf - Wikipedia ;`
  const readings = readingsOf(dressed('Plan for Shanghai'))
  t.ok(readings.length < 40, `${readings.length} readings of a name with much around it`)
  t.ok(readings.includes('Plan for Shanghai'), 'and one of the bare name')
  t.equal(readingsOf(dressed('word '.repeat(300))).length, 1, 'what is longer than any name is read as it stands')
})

t.test('what stands for something else', async (t) => {
  const term = (text: string) => termsOf(text, { excluded: false })[0] as Term
  t.same(meaningsOf(term('2024年')), ["('@2024')"])
  t.same(meaningsOf(term('1824')), [])
  t.match(meaningsOf(term('MoU')), [/memorandum.*understand/, /諒解|谅解/])
  t.same(meaningsOf({ ...term('MoU'), quoted: true }), [])
  t.equal(spelledOut('hkma', 'hong kong monetari author'), "('hong' & 'kong' & 'monetari' & 'author')")
  t.equal(spelledOut('cepa', 'mainland and hong kong closer econom partnership arrang')?.split('&').length, 4)
  t.equal(spelledOut('gba', 'greater area bay'), undefined)
  for (const [written, usual] of [
    ['港深合作', '深港合作'],
    ['沪港与港沪', '沪港与沪港'],
    ['香港深圳', undefined],
    ['港珠海', undefined],
    ['港口', undefined],
  ] as const)
    t.equal(withHongKongSecond(written), usual, written)
  t.equal(withHongKongFirst('前海深港與香港'), '前海港深與香港')
  for (const [written, full] of [
    ['甬港', '寧波'],
    ['港莞', '東莞'],
    ['甬港合作會議', '寧波 合作會議'],
    ['2023 甬港 finance', '2023  寧波  finance'],
  ] as const)
    t.equal(withPlacesInFull(written), full, written)
  for (const written of ['滬港通', '深港通', '京港高鐵', '天津港', '粵港澳大灣區', '香港'])
    t.equal(withPlacesInFull(written), undefined, `${written} is no tie`)
  t.same(withoutQuestion('哪些協議涉及東江水'), ['', '協議', '東江水'])
  t.same(withoutQuestion('關於'), ['關於'])
  const asked = (run: string) => withoutQuestion(run).filter((part) => part !== '')
  for (const q of [
    '京港會議在哪裡舉行的',
    '幾時開京港會議',
    '京港会议何时召开',
    '京港會議喺邊度開',
    '誰出席了京港會議',
  ])
    t.match(asked(q), [/^京港(?:會議|会议)$/], q)
  t.same(asked('香港跟福建簽過甚麼協議'), ['香港跟福建', '協議'])
  t.same(asked('什么是CEPA'), ['CEPA'])
  t.same(asked('在廣州舉行的會議'), ['廣州', '會議'])
  t.same(asked('邊份協議係關於東江水'), ['協議', '東江水'])
  t.same(asked('嗰份備忘錄'), ['備忘錄'])
  for (const word of ['開放', '公開', '何時開放', '關係']) t.match(asked(word), [/開放|公開|關係/], word)
  for (const word of ['主持人', '參加者', '出席率', '舉辦權']) t.same(asked(word), [word], word)
  t.equal(asPrinted('A &amp; B&nbsp;<b>C</b> &unknown; <Shichuan>'), 'A & B C &unknown; <Shichuan>')
  t.equal(asPrinted('<title>legal ser<mark>vices</mark></title>').trim(), 'legal services')
  t.equal(asPrinted('Shenzhen-<wbr>Hong Kong<br>Plan'), 'Shenzhen-Hong Kong Plan')
  t.equal(asPrinted('\\u6caa\\u6e2f \\u00e9 \\ud800 \\u0000'), '沪港 é \\ud800 \\u0000')
  for (const text of [
    '[Plan](https://registry.example/plan)',
    '[Plan](https://registry.example/plan "Plan of 2024")',
    '<option value="1">Plan</option>',
    '<cite>Plan</cite>',
    '<h3>Plan</h3>',
    'Plan[^3]',
    '&laquo;Plan&raquo; &bull;',
  ])
    t.equal(asPrinted(text).replace(/[\s«»•]/g, ''), 'Plan', text)
  t.equal(asPrinted('legal%2520services'), 'legal services')
  t.equal(asPrinted('[PDF](Chinese)'), '[PDF](Chinese)')
  t.equal(asPrinted('100% %zz legal%20services'), '100% %zz legal%20services', 'what cannot be read stays as it is')
})

t.test('one ordinal, however it is written', async (t) => {
  const lexemes = (text: string) => tokenize(text).map(({ lexeme }) => lexeme)
  for (const [one, other] of [
    ['第二十三次會議', '第23次會議'],
    ['第 九 屆', '第9屆'],
    ['第廿四次', '第24次'],
    ['第卅次', '第30次'],
    ['Ninth Plenary', '9th Plenary'],
    ['seconded', 'second'],
  ] as const)
    t.same(lexemes(one), lexemes(other))
  t.not(parseQuery('第一次').name?.keys[0], parseQuery('第十一次').name?.keys[0])
  t.equal(parseQuery('Twenty-first Session').name?.keys[0], parseQuery('21st session').name?.keys[0])
})
