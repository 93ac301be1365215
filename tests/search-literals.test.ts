import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import t from 'tap'
import { parseQuery, type Term, toMatching, toTsquery, toTyped, toWords } from '../src/text/query-language.ts'
import { tokenize } from '../src/text/tokens.ts'
import { searchColumns } from '../src/text/vector.ts'
import { mixed, read } from './support/mixed-texts.ts'
import { runs } from './support/runs.ts'

t.test('literals in Postgres', async (t) => {
  const database = await PGlite.create()
  t.teardown(() => database.close())
  const columns = (...texts: string[]) =>
    searchColumns(
      texts.map((text, index) => ({ text, weight: (['A', 'B', 'D'] as const)[index] ?? 'C' })),
      [],
    )
  const vector = "array_to_tsvector(string_to_array($1, ' '))"
  const hasLexemes = async (search: string, query: string) =>
    (await database.query<{ found: boolean }>(`select ${vector} @@ $2::tsquery as found`, [search, query])).rows[0]
      ?.found
  const matches = async (row: ReturnType<typeof columns>, terms: Term[], references = new Map<Term, string[]>()) => {
    const { tsquery, phrases } = toMatching(terms, references)
    const found = terms.length > 0 && (await hasLexemes(row.search, tsquery))
    const inRow = (folded: string) => row.names.includes(folded) || row.words.includes(folded)
    return found && phrases.every(({ folded, excluded }) => inRow(folded) !== excluded)
  }
  const finds = (text: string, q: string) => matches(columns(text), parseQuery(q))

  for (const [text, q, expected] of [
    ['關於滬港金融合作', '沪港 金融', true],
    ['关于沪港金融合作', '滬港金融', true],
    ['衞生', '卫生', true],
    ['平臺', '台', true],
    ['平臺', '平', true],
    ['港', '港', true],
    ['港', '港口', false],
    ['青年事務發展', '"青年發展"', false],
    ['青年發展', '"青年發展"', true],
    ['青年 年發 發展', '青年發展', false],
    ['青年發展', '金融 -青年發展', false],
    ['金融、青年 年發 發展', '金融 -青年發展', true],
    ['finance and education', 'finance -education', false],
    ['legal services', '"service legal"', false],
    ['legal services', '"legal service"', true],
    ['Co-operation Agreement', 'cooperation agreements', true],
    ['finance', '!!!', false],
    ['빼ㄵ', '빼ㄵ'.normalize('NFKC'), true],
  ] as const)
    t.equal(await finds(text, q), expected, `${q} ${expected ? 'finds' : 'does not find'} ${text}`)

  const names = ['滬港', '沪港'].map((text) => columns(text))
  for (const [q, expected] of [
    ['滬港', [true, false]],
    ['沪港', [false, true]],
  ] as const) {
    const [term] = parseQuery(q)
    const words = term && toWords(term)
    t.same(words && names.map(({ written }) => written.includes(words.written)), expected)
    t.ok(words && names.every(({ names }) => names.includes(words.folded)))
  }
  const [typed] = parseQuery('constitutio').map(toTyped)
  const constitution = columns('Constitutional Affairs').search
  t.equal(typed && (await hasLexemes(constitution, typed.tsquery)), true, 'completes beyond the stem')
  t.equal(typed?.written && (await hasLexemes(constitution, typed.written)), true)

  const [mechanism] = parseQuery('mechanisms:shanghai')
  const references = mechanism && new Map([[mechanism, ['mechanisms:shanghai', "o'b\\:1&x\0\ud800"]]])
  const query = mechanism && references && toMatching([mechanism], references).tsquery
  const referring = (...tokens: string[]) => searchColumns([], tokens).search
  t.equal(await hasLexemes(referring('mechanisms:shanghai'), query ?? ''), true)
  t.equal(await hasLexemes(referring('mechanisms:shanghai'), mechanism ? toTsquery(mechanism) : ''), false)
  t.equal(await hasLexemes(referring("o'b\\:1&x"), query ?? ''), true)
  for (const texts of [
    ['青年', '發展'],
    ['青年', 'x', 'x', '發展'],
  ])
    t.equal(await matches(columns(...texts), parseQuery('"青年、發展"')), false, 'lets no phrase cross texts')

  const huge = Array.from({ length: 90_000 }, (_, index) => `word${index}`).join(' ')
  t.equal(await finds(huge, 'word0'), true, 'takes a text larger than a vector')
  t.equal(await finds('港'.repeat(20_000), '港'), true)
  t.equal(await finds(`${'a'.repeat(99)}${'𐐨'.repeat(5000)}`, 'b'), false, 'takes a word of any length')

  await fc.assert(
    fc.asyncProperty(fc.array(mixed, { minLength: 1, maxLength: 3 }), mixed, async (texts, q) => {
      const row = columns(...texts)
      const terms = read(q)
      const hostile = [
        toMatching(terms, new Map(terms.map((term) => [term, [q]]))).tsquery,
        ...terms.map((term) => `${toTyped(term).tsquery} & ${toTsquery(term)}`),
      ]
      await database.query(`select count(${vector} @@ hostile::tsquery) from unnest($2::text[]) hostile`, [
        row.search,
        hostile,
      ])
      for (const words of texts.flatMap(ownWords)) {
        const wanted = read(words).filter(({ excluded }) => !excluded)
        if (wanted.length > 0 && !(await matches(row, wanted))) return false
      }
      return true
    }),
    runs(300),
  )
})

/** A text, the text as a phrase, and its words one by one. */
function ownWords(text: string): string[] {
  // A character that stands for several, such as ㍘, is no word by itself.
  const plain = text.normalize('NFKC')
  const words = tokenize(plain).map(({ start, end }) => plain.slice(start, end))
  return [text, `"${text.replace(/["“”＂]/g, ' ')}"`, ...words]
}
