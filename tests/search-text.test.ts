import fc from 'fast-check'
import { Converter } from 'opencc-js'
import t from 'tap'
import { fold } from '../src/text/fold.ts'
import { highlight } from '../src/text/highlight.ts'
import { namesWithin } from '../src/text/looser.ts'
import { nameKey } from '../src/text/name-key.ts'
import { parseQuery } from '../src/text/query-language.ts'
import type { Expression } from '../src/text/query-terms.ts'
import { tokenize } from '../src/text/tokens.ts'
import { mixed, read } from './support/mixed-texts.ts'
import { runs } from './support/runs.ts'

const lexemes = (text: string) => tokenize(text).map(({ lexeme, position }) => `${lexeme}@${position}`)
const folded = (text: string) => fold(text).characters.join('')

t.test('fold', async (t) => {
  for (const group of [
    ['滬港', '沪港'],
    ['衞生', '衛生', '卫生'],
    ['台灣', '臺灣', '台湾'],
    ['裏', '裡', '里'],
    ['綫', '線', '线'],
    ['著', '着'],
    ['山峯', '山峰'],
    ['羣', '群'],
    ['瞭解', '了解'],
    ['賬', '帳', '账'],
    ['ＣＥＰＡ', 'cepa'],
    ['Café', 'cafe', 'cafe\u0301'],
    ['金\u200b融', '金融'],
    ['STRAßE', 'STRAẞE', 'strasse'],
    ['ΟΔΟΣ', 'οδος'],
    ['⻓江', '長江', '长江'],
    ['⾦融', '金融'],
    ['廣塲', '廣場', '广场'],
    ['豊盛', '豐盛', '丰盛'],
    ['愼重', '慎重'],
    ['帳戶', '賬戶', '账户', '帐戸'],
    ['people’s', "people's", 'peopleʼs', 'people＇s'],
    ['2017–2020', '2017‑2020', '2017-2020', '2017—2020'],
    ['二○二四', '二〇二四'],
    ['葛\u{e0100}', '葛\ufe00', '葛'],
  ])
    t.equal(new Set(group.map(folded)).size, 1, `${group.join(' = ')}`)
  for (const pair of ['份分', '岡崗', '叶協', '藝芸', '她他', '畫劃', '只子', '板版', '朝晁', '談譚'])
    t.equal(new Set([...pair].map(folded)).size, 2, `${pair} are two words`)
  fc.assert(fc.property(mixed, (text) => folded(folded(text)) === folded(text)))
  fc.assert(
    fc.property(mixed, (text) => {
      const { characters, starts, ends } = fold(text)
      if (!starts || !ends) return characters.every((character, at) => folded(text.charAt(at)) === character)
      return starts.every((start, index) => start < (ends[index] ?? 0) && start >= (starts[index - 1] ?? 0))
    }),
  )
  fc.assert(fc.property(mixed, (text) => namesWithin(text).every((part) => part.key === nameKey(fold(part.text)))))
  t.ok(namesWithin('the caf\u0301e\u0323 of 王·小明 -Plan').length > 5, 'a part of a text folds as it does by itself')
  const [toSimplified, toHongKong] = [Converter({ from: 'hk', to: 'cn' }), Converter({ from: 'cn', to: 'hk' })]
  for (const text of [
    '關於加強滬港金融合作及衞生服務的備忘錄',
    '內地與香港關於建立更緊密經貿關係的安排',
    '青年發展、乾旱與瞭解',
  ]) {
    t.same(lexemes(toSimplified(text)), lexemes(text), 'is the same in both scripts')
    t.same(lexemes(toHongKong(toSimplified(text))), lexemes(text))
  }
})

t.test('tokenize', async (t) => {
  t.same(lexemes('滬港'), ['沪@1', '沪港@1', '港@2'])
  t.same(lexemes('A股 2024年'), ['a@1', '股@2', '2024@3', '年@4'])
  t.same(lexemes('金融、\n教育'), lexemes('金融教育'), 'makes pairs across marks and line breaks')
  t.same(lexemes('金A融').includes('金融@1'), false, 'makes no pair across a word')
  for (const [one, other] of [
    ['service', 'Services'],
    ['agreement', 'agreements'],
    ['policy', 'policies'],
    ['co-operation', 'cooperation'],
    ['Co‑ordination', 'coordinating'],
    ['organisations', 'organization'],
    ['programmes', 'program'],
    ['labour', 'labor'],
    ['centres', 'center'],
    ['people’s', 'people'],
  ] as const)
    t.same(lexemes(one), lexemes(other), `${one} = ${other}`)
  t.same(lexemes('e-commerce/MoU'), ['ecommerc@1', 'e@1', 'commerc@2', 'mou@3'])
  t.same(lexemes('2017-2020'), ['2017@1', '2020@2'])
  t.same(lexemes('state‑of–the-art').at(0), 'stateoftheart@1')
  t.same(
    tokenize('x ＣＥＰＡ').map(({ start, end }) => [start, end]),
    [
      [0, 1],
      [2, 6],
    ],
  )
})

t.test('parseQuery', async (t) => {
  const shape = (q: string) => parseQuery(q).terms.map(({ text, excluded }) => (excluded ? `-${text}` : text))
  t.same(shape('finance -education'), ['finance', '-education'])
  t.same(shape('滬港　金融，教育'), ['滬港', '金融', '教育'])
  t.same(shape('「青年發展」 -"legal services" “x y”'), ['青年發展', '-legal services', 'x y'])
  t.same(shape('《更緊密 安排》'), ['更緊密 安排'])
  t.same(shape('"open phrase'), ['open phrase'])
  t.same(shape('上海 - 香港'), ['上海', '香港'])
  t.same(shape('Guangdong-Hong'), ['Guangdong-Hong'])
  t.same(shape('!!! -"" -?'), [], 'has no terms where nothing can be looked for')
  const tree = (expression?: Expression): unknown => {
    if (!expression || 'tokens' in expression) return expression?.text
    if ('not' in expression) return { not: tree(expression.not) }
    return 'all' in expression ? { all: expression.all.map(tree) } : { any: expression.any.map(tree) }
  }
  for (const [q, expected] of [
    ['a OR b', { any: ['a', 'b'] }],
    ['a or b', { all: ['a', 'or', 'b'] }],
    ['a b | c', { any: [{ all: ['a', 'b'] }, 'c'] }],
    ['a (b｜c) -d', { all: ['a', { any: ['b', 'c'] }, { not: 'd' }] }],
    ['a -(b c)', { all: ['a', { not: { all: ['b', 'c'] } }] }],
    ['(a)', 'a'],
    ['a AND b', { all: ['a', 'b'] }],
    ['a NOT (b OR c)', { all: ['a', { not: { any: ['b', 'c'] } }] }],
    ['a () b', { all: ['a', 'b'] }],
    ['協議（一）', { all: ['協議', '一'] }],
  ] as const)
    t.same(tree(parseQuery(q).expression), expected, q)
  const fields = (q: string) => parseQuery(q).terms.map(({ text, field }) => (field ? `${field}=${text}` : text))
  t.same(fields('title: finance place:"Hong Kong" -signatory:(a b) c'), [
    'title=finance',
    'place=Hong Kong',
    'signatory=a',
    'signatory=b',
    'c',
  ])
  t.same(fields('place：上海 Re:x 10:30'), ['place=上海', 'Re:x', '10:30'])
  t.match(parseQuery('financ*').terms, [{ begins: true }])
  t.match(parseQuery('fi*').terms, [{ begins: undefined }], 'of two letters too many words begin so')
  for (const q of ['', ' 　']) t.throws(() => parseQuery(q), { message: /at least one word/ })
  for (const [q, problem] of [
    ['x'.repeat(201), /200 letters/],
    ['𠮷'.repeat(201), /200 letters/],
    ['-education', /not excluded/],
    ['-"legal services"', /not excluded/],
    ['OR education', /word on either side/],
    ['education |', /word on either side/],
    ['a | | b', /word on either side/],
    ['a OR -b', /excluded words alone/],
    ['AND b', /`AND` without a word/],
    ['a AND OR b', /`AND` without a word/],
    ['a AND', /`AND` without a word/],
    ['a NOT', /`NOT` without a word/],
    ['a title:', /`title:` without a word/],
    ['year:2024', /no field of a search/],
    ['(a b', /not closed/],
    ['a b)', /closes nothing/],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, /brackets/],
  ] as const) {
    t.match(parseQuery(q), { problem, expression: undefined }, `finds no sense in ${q.slice(0, 30)}`)
    t.ok(parseQuery(q).name, 'but it may be a name')
  }
  for (const q of ['x'.repeat(200), '𠮷'.repeat(200), '𠮷、'.repeat(200)])
    t.equal(parseQuery(q).problem, undefined, 'counts letters, neither their halves nor marks')
  t.ok(parseQuery('a b c d e f g h i j k l m n o p q r s t u v w x y z').expression)
})

t.test('highlight', async (t) => {
  const show = (text: string, q: string) => highlight(text, parseQuery(q))
  t.equal(show('關於滬港金融合作', '沪港金融'), '關於<em>滬港金融</em>合作')
  t.equal(
    show('<b>Legal</b> & "Services"', 'service legal'),
    '&lt;b&gt;<em>Legal</em>&lt;/b&gt; &amp; &quot;<em>Services</em>&quot;',
  )
  t.equal(show('Youth development and youth', '"youth development"'), '<em>Youth development</em> and youth')
  t.equal(show('平臺', '台'), '平<em>臺</em>')
  t.equal(show('Cafe\u0301 Co-operation', 'cooperation café'), '<em>Cafe\u0301</em> <em>Co-operation</em>')
  t.equal(show('《粵港合作框架協議》的落實安排', '粵港合作框架協議的落實'), '《<em>粵港合作框架協議》的落實</em>安排')
  t.equal(show('科技、<創新>合作', '科技創新'), '<em>科技、&lt;創新</em>&gt;合作')
  t.equal(show('(A) Co-operation & Health Care', 'cooperationhealthcare'), undefined)
  t.equal(show('Health Care & Co-operation', 'healthcare cooperation'), '<em>Health Care &amp; Co-operation</em>')
  t.equal(show('On e-commerce', 'ecommerce'), 'On <em>e-commerce</em>')
  t.equal(show('Ecommerce!', 'the e-commerce'), '<em>Ecommerce</em>!')
  t.equal(show('finance', 'education'), undefined)
  t.equal(show('finance education', 'finance -education'), '<em>finance</em> education')
  const long = `${'word '.repeat(100)}finance${' word'.repeat(100)}`
  t.match(show(long, 'finance'), /^…(word )+<em>finance<\/em>( word)+…$/)
  t.ok((show(long, 'finance') ?? '').length < 190)
  const pairs = show(`${'𠮷'.repeat(300)}港${'𠮷'.repeat(300)}`, '港') ?? ''
  t.match(pairs, /^…𠮷+<em>港<\/em>𠮷+…$/u, 'never halves a character')
  fc.assert(
    fc.property(mixed, mixed, (text, other) => {
      for (const q of [text, other, ...tokenize(text).map(({ start, end }) => text.slice(start, end))]) {
        const html = highlight(text, read(q))
        if (html === undefined) continue
        if (!html.includes('<em>')) return false
        const bare = html.replace(/<\/?em>/g, '')
        if (/[<>"']/.test(bare) || decode(bare) !== text) return false
      }
      return true
    }),
    runs(300),
  )
  const heavy = '金'.repeat(4000)
  t.ok(show(heavy, `${'金'.repeat(150)} 金`), 'is not slow on a text that is all hits')
})

function decode(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }
  return html.replace(/&([a-z#0-9]+);/g, (_, name: string) => characters[name] ?? '')
}
