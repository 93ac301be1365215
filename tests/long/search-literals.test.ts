import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import t from 'tap'
import { apostrophes } from '../../src/text/fold.ts'
import { type Check, toMatching, toTsquery, toTyped } from '../../src/text/matching.ts'
import { parseQuery, type Query } from '../../src/text/query-language.ts'
import { tokenize } from '../../src/text/tokens.ts'
import { parseTyped } from '../../src/text/typed-name.ts'
import { quote, searchColumns } from '../../src/text/vector.ts'
import { wordsInRow } from '../../src/text/words-in-row.ts'
import { mixed, read } from '../support/mixed-texts.ts'
import { runs } from '../support/runs.ts'

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
  const checked = async (row: ReturnType<typeof columns>, check: Check): Promise<boolean> => {
    if ('inRow' in check) return row.names.includes(check.inRow) || row.words.includes(check.inRow)
    if ('inTitle' in check) return row.names.split('\n')[0]?.includes(check.inTitle) ?? false
    if ('asWritten' in check) return row.written.includes(check.asWritten)
    if ('has' in check) return false
    if ('tsquery' in check) return (await hasLexemes(row.search, check.tsquery)) ?? false
    if ('not' in check) return !(await checked(row, check.not))
    const isAll = 'all' in check
    const each = await Promise.all((isAll ? check.all : check.any).map((one) => checked(row, one)))
    return isAll ? each.every(Boolean) : each.some(Boolean)
  }
  const byName = async (row: ReturnType<typeof columns>, query: Query) => {
    const { name } = toMatching(query, new Map())
    return name !== undefined && (await hasLexemes(row.search, name)) === true
  }
  const byWords = async (row: ReturnType<typeof columns>, query: Query) => {
    const { tsquery, checks } = toMatching(query, new Map())
    return tsquery !== '' && (await hasLexemes(row.search, tsquery)) === true && (await checked(row, { all: checks }))
  }
  const matches = async (row: ReturnType<typeof columns>, query: Query) =>
    (await byName(row, query)) || (await byWords(row, query))
  const finds = (text: string, q: string) => matches(columns(text), parseQuery(q))

  for (const [text, q, expected] of [
    ['關於滬港金融合作', '沪港 金融', true],
    ['关于沪港金融合作', '滬港金融', true],
    ['衞生', '卫生', true],
    ['平臺', '台', true],
    ['平臺', '平', true],
    ['港', '港', true],
    ['a\0\u0345', 'aι', true],
    ['a \u0345 b', 'ι b', true],
    ...[...apostrophes].map((mark): [string, string, boolean] => [`An O'Brien`, `O${mark}Brien`, true]),
    ['港', '港口', false],
    ['青年事務發展', '"青年發展"', false],
    ['青年發展', '"青年發展"', true],
    ['青年 年發 發展', '青年發展', false],
    ['青年發展', '金融 -青年發展', false],
    ['金融、青年 年發 發展', '金融 -青年發展', true],
    ['《粵港合作框架協議》的落實安排', '粵港合作框架協議的落實安排', true],
    ['關於粵港合作《框架\n 協議》', '合作框架協議', true],
    ['科技、創新合作', '科技創新', true],
    ['科技創新合作', '科技、創新', true],
    ['科技A創新', '科技創新', false],
    ['Agreement A | B', 'agreement a | b', true],
    ['finance', 'finance OR education', true],
    ['education', 'finance | education', true],
    ['legal services', 'finance OR education', false],
    ['legal services in finance', '(finance OR education) services', true],
    ['legal services', '(finance OR education) services', false],
    ['legal services', '("legal services" | 金融) -(education OR finance)', true],
    ['legal services, finance', '("legal services" | 金融) -(education OR finance)', false],
    ['legal services, finance', 'legal -("services finance" | "finance services")', false],
    ['e-commerce', 'ecommerce', true],
    ['ecommerce', 'e-commerce', true],
    ['e commerce', 'e-commerce', true],
    ['health-care reform', 'healthcare', true],
    ['Health Care', 'healthcare', true],
    ['STRASSE', 'straße', true],
    ['廣塲', '廣場', true],
    ['豊盛', '豐盛', true],
    ['愼重', '慎重', true],
    ['⻓江', '长江', true],
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
    const words = wordsInRow(q)
    t.same(
      names.map(({ written }) => written.includes(words.written)),
      expected,
    )
    t.ok(names.every(({ names }) => names.includes(words.folded)))
  }
  const [typed] = parseTyped('constitutio').terms.map(toTyped)
  const constitution = columns('Constitutional Affairs').search
  t.equal(typed && (await hasLexemes(constitution, typed.tsquery)), true, 'completes beyond the stem')
  t.equal(typed?.written && (await hasLexemes(constitution, typed.written)), true)

  const byReference = parseQuery('mechanisms.shanghai')
  const [mechanism] = byReference.terms
  const references = mechanism && new Map([[mechanism, ['mechanisms:shanghai', "o'b\\:1&x\0\ud800"].map(quote)]])
  const query = mechanism && references && toMatching(byReference, references).tsquery
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
      const query = read(q)
      const { terms } = query
      const hostile = [
        toMatching(query, new Map(terms.map((term) => [term, [quote(q)]]))).tsquery,
        ...terms.map((term) => `${toTyped(term).tsquery} & ${toTsquery(term)}`),
      ]
      await database.query(`select count(${vector} @@ hostile::tsquery) from unnest($2::text[]) hostile`, [
        row.search,
        hostile,
      ])
      for (const words of texts.flatMap(ownWords)) {
        const wanted = read(words)
        if (wanted.name && !(await byName(columns(words), wanted))) return false
        if (wanted.expression && !hasOperators(wanted) && !(await byWords(row, wanted))) return false
      }
      return true
    }),
    runs(300),
  )
})

/** Whether a text that is its own search says more than words. */
function hasOperators({ expression }: Query): boolean {
  if (!expression || 'tokens' in expression) return false
  return !('all' in expression) || !expression.all.every((one) => 'tokens' in one)
}

/** A text, the text as a phrase, and its words one by one. */
function ownWords(text: string): string[] {
  // A character that stands for several, such as ㍘, is no word by itself.
  const plain = text.normalize('NFKC')
  const words = tokenize(plain).map(({ start, end }) => plain.slice(start, end))
  return [text, `"${text.replace(/["“”＂]/g, ' ')}"`, ...words]
}
