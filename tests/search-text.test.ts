import fc from 'fast-check'
import { Converter } from 'opencc-js'
import t from 'tap'
import { fold } from '../src/text/fold.ts'
import { highlight } from '../src/text/highlight.ts'
import { parseQuery } from '../src/text/query-language.ts'
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
  ])
    t.equal(new Set(group.map(folded)).size, 1, `${group.join(' = ')}`)
  t.notSame(folded('金融'), folded('教育'))
  fc.assert(fc.property(mixed, (text) => folded(folded(text)) === folded(text)))
  fc.assert(
    fc.property(mixed, (text) => {
      const { characters, starts, ends } = fold(text)
      if (!starts || !ends) return characters.every((character, at) => folded(text.charAt(at)) === character)
      return starts.every((start, index) => start < (ends[index] ?? 0) && start >= (starts[index - 1] ?? 0))
    }),
  )
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
  t.same(lexemes('金融、教育').includes('融教@2'), false, 'makes no pair across a mark')
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
  t.same(lexemes('e-commerce/MoU'), ['e@1', 'commerc@2', 'mou@3'])
  t.same(
    tokenize('x ＣＥＰＡ').map(({ start, end }) => [start, end]),
    [
      [0, 1],
      [2, 6],
    ],
  )
})

t.test('parseQuery', async (t) => {
  const shape = (q: string) => parseQuery(q).map(({ text, excluded }) => (excluded ? `-${text}` : text))
  t.same(shape('finance -education'), ['finance', '-education'])
  t.same(shape('滬港　金融，教育'), ['滬港', '金融', '教育'])
  t.same(shape('「青年發展」 -"legal services" “x y”'), ['青年發展', '-legal services', 'x y'])
  t.same(shape('《更緊密 安排》'), ['更緊密 安排'])
  t.same(shape('"open phrase'), ['open phrase'])
  t.same(shape('上海 - 香港'), ['上海', '香港'])
  t.same(shape('Guangdong-Hong'), ['Guangdong-Hong'])
  t.same(shape('!!! -"" -?'), [], 'has no terms where nothing can be looked for')
  for (const [q, message] of [
    ['', /at least one word/],
    [' 　', /at least one word/],
    ['x'.repeat(201), /200 characters/],
    ['a b c d e f g h i j k l m', /12 words/],
    ['-education', /not excluded/],
    ['-"legal services"', /not excluded/],
  ] as const)
    t.throws(() => parseQuery(q), { message }, `refuses ${JSON.stringify(q.slice(0, 30))}`)
  t.equal(parseQuery('x'.repeat(200)).length, 1)
  t.equal(parseQuery('𠮷'.repeat(200)).length, 1, 'counts characters, not their halves')
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
  t.equal(show('Cafe\u0301 Co-operation', 'café cooperation'), '<em>Cafe\u0301</em> <em>Co-operation</em>')
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
