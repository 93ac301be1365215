import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import { isHan } from '../../text/characters.ts'
import { replaceWord, withFewerWords } from '../../text/fewer-words.ts'
import { parseQuery, type Query } from '../../text/query-language.ts'
import { QueryProblem, type Term, termsIn } from '../../text/query-terms.ts'
import { mostSlips, nearestWord, type Spelled, slipsBetween, spell, tsqueriesWithoutOne } from '../../text/slips.ts'
import { isSmall } from '../../text/small-words.ts'
import { type Rows, wordsInRow } from '../../text/words-in-row.ts'
import type { IsLarge } from './newest-matches.ts'
import { isOwnWord } from './search-query.ts'
import { whichFind } from './which-find.ts'

// Explains a search that found nothing: which of its words none of the records searched has, and the names nearest to
// it.

/** A name that may have been meant, and the search in which it stands for what was written. */
interface Meant {
  noun: NounName
  id: string
  name: string
  q: string
}

export interface Nothing {
  /** The words and phrases that none of the records searched has. */
  notFound: string[]
  didYouMean: Meant[]
  /** The search with fewer of its words, where that finds something. */
  fewerWords: string[]
}

/** How many are told, and how many other spellings and searches with fewer words are tried for it. */
const [mostMeant, mostTried, mostFewer] = [3, 6, 4]
/** For how many of the words that nothing has another spelling is looked for. */
const mostLookedUp = 3
/** In place of a short word no whole title is offered: in four letters a slip leaves little, and in two characters nothing. */
function isNearEnough(text: string, name: string): boolean {
  if (text.length > 4) return name.length <= 8 + 4 * text.length
  return name.length <= text.length + 1 && !(text.length < 3 && isHan(text[0]))
}
/** How many names are compared for each word that may be wrong, of each noun. */
const mostCompared = 100

/** Explains it; `within` is a name that stands within the search, if there is one. */
export async function explainNothing(
  db: Database,
  nouns: Nouns,
  searched: Noun[],
  q: string,
  { expression }: Query,
  within: string | undefined,
  isLarge: IsLarge,
): Promise<Nothing> {
  const words = expression ? termsIn(expression).filter(({ excluded }) => !excluded) : []
  const needed = words.filter((term) => !isSmall(term) && !searched.every((noun) => isOwnWord(noun, term)))
  const terms = needed.length > 0 ? needed : words
  if (terms.length === 0) return { notFound: [], didYouMean: [], fewerWords: [] }
  const missing = await termsNotFound(db, nouns, searched, terms)
  const small: Noun[] = []
  for (const noun of nouns.values()) if (!(await isLarge(db, noun))) small.push(noun)
  const spellings = await otherSpellings(db, small, q, terms, missing)
  // Among many records such a search may take as long as all else.
  const mostTriedHere = searched.every((noun) => small.includes(noun)) ? mostFewer : 1
  const fewer = [...new Set([...(within ? [within] : []), ...withFewerWords(q, terms, missing)])].slice(
    0,
    mostTriedHere,
  )
  const tried = [...spellings.slice(0, mostTried).map(({ meant }) => meant.q), ...fewer]
  const finds = await thoseThatFind(db, nouns, searched, tried)
  const finding = spellings.filter(({ meant }) => finds.has(meant.q))
  // Where no other spelling finds anything, names about as long as what was written are still told.
  const told = finding.length > 0 ? finding : spellings.filter(({ isAsLong }) => isAsLong)
  return {
    notFound: missing.map(({ text }) => text),
    didYouMean: told.slice(0, mostMeant).map(({ meant }) => meant),
    fewerWords: fewer.filter((search) => finds.has(search)).slice(0, mostMeant),
  }
}

/** Those of these searches that find a record. One that cannot be read finds none. */
async function thoseThatFind(db: Database, nouns: Nouns, searched: Noun[], texts: string[]): Promise<Set<string>> {
  const readable = [...new Set(texts)].flatMap((text) => {
    const query = queryOf(text)
    return query ? [{ text, query }] : []
  })
  const found = await whichFind(
    db,
    nouns,
    searched,
    readable.map(({ query }) => query),
  )
  return new Set(readable.flatMap(({ text }, at) => (found[at] ? [text] : [])))
}

/** The search that a text is; undefined where it cannot be read. */
function queryOf(text: string): Query | undefined {
  try {
    return parseQuery(text)
  } catch (error) {
    if (error instanceof QueryProblem) return undefined
    throw error
  }
}

interface Spelling {
  meant: Meant
  /** Whether the name is hardly longer than what it replaces. Of two characters a slip leaves little. */
  isAsLong: boolean
}

/** The search with names near it, or near one of the words that nothing has, in place of what was written. */
async function otherSpellings(
  db: Database,
  nouns: Noun[],
  q: string,
  terms: Term[],
  missing: Term[],
): Promise<Spelling[]> {
  const all = terms.map(({ text }) => text).join(' ')
  const whole = (await namesNear(db, nouns, all)).filter(({ name }) => isNearEnough(all, name))
  const spellings = whole.map((near): Spelling => ({ meant: { ...near, q: near.name }, isAsLong: true }))
  for (const { text } of terms.length > 1 ? missing.slice(0, mostLookedUp) : [])
    for (const near of await namesNear(db, nouns, text)) {
      const isAsLong = text.length > 2 && near.name.length <= text.length + 3
      if (!isNearEnough(text, near.name)) continue
      spellings.push({ meant: { ...near, q: replaceWord(q, text, nearestWord(text, near.name)) }, isAsLong })
    }
  const searches = spellings.map(({ meant }) => meant.q)
  return spellings.filter(({ meant }, at) => meant.q !== q && searches.indexOf(meant.q) === at)
}

/** The terms that none of the records searched is found by, each as a search for it alone. */
async function termsNotFound(db: Database, nouns: Nouns, searched: Noun[], terms: Term[]): Promise<Term[]> {
  const alone = terms.map((term): Query => ({ text: term.text, expression: term, terms: [term] }))
  const found = await whichFind(db, nouns, searched, alone)
  return terms.filter((_, at) => !found[at])
}

interface Candidate {
  noun: NounName
  id: string
  names: string
  written: string
}

/** The names that differ by the fewest slips, the shortest first. */
async function namesNear(db: Database, nouns: Noun[], text: string): Promise<Omit<Meant, 'q'>[]> {
  const { folded, written } = wordsInRow(text)
  const asked: Asked = { folded: spell(folded), written: spell(written) }
  const tsqueries = tsqueriesWithoutOne(text)
  if (nouns.length === 0 || tsqueries.length === 0) return []
  const candidates = await rows<Candidate>(
    db,
    sql.join(
      nouns.map(
        ({ name, table }) => sql`select ${name}::text as noun, near.* from (
          select distinct found.* from unnest(${sql.param(tsqueries)}::text[]) as asked (query)
          cross join lateral (
            select id, names, written from ${table} where search @@ query::tsquery order by length(names) limit ${mostCompared}
          ) as found
        ) as near`,
      ),
      sql` union all `,
    ),
  )
  const near = candidates.flatMap((candidate) => {
    const { slips, size } = fewestSlips(asked, candidate.names.split(/[|\n]/), candidate.written.split('|'))
    return slips <= mostSlips(asked.folded.letters.length) ? [{ ...candidate, slips, size }] : []
  })
  if (near.length === 0) return []
  near.sort((one, other) => one.slips - other.slips || one.size - other.size)
  return asWritten(db, nouns, near.slice(0, mostMeant), asked)
}

/** The search in folded form and as it was written: a slip in the ending of a word gives it another stem. */
type Asked = Record<keyof Rows, Spelled>

/** The slips and the size of the nearest of these names, as they are folded and as they were written. */
function fewestSlips(
  { folded, written }: Asked,
  names: string[],
  asWritten: string[],
): { slips: number; size: number } {
  const slipsOf = (text: Spelled) => (row: string) => ({ slips: slipsBetween(text, spell(row)), size: row.length })
  return [...names.map(slipsOf(folded)), ...asWritten.map(slipsOf(written))].reduce((best, one) =>
    one.slips < best.slips || (one.slips === best.slips && one.size < best.size) ? one : best,
  )
}

/** The names of these records as they stand in their documents. */
async function asWritten(db: Database, nouns: Noun[], near: Candidate[], asked: Asked): Promise<Omit<Meant, 'q'>[]> {
  const bodies = await rows<{ noun: NounName; id: string; body: string }>(
    db,
    sql`select asked.noun, asked.id, content as body from (${sql.join(
      nouns.map(({ name, table }) => sql`select ${name}::text as noun, id, version_id from ${table}`),
      sql` union all `,
    )}) as asked join ${versions} using (version_id)
    join json_to_recordset(${JSON.stringify(near)}::json) as wanted (noun text, id text) on wanted.noun = asked.noun and wanted.id = asked.id`,
  )
  return near.flatMap(({ noun, id }) => {
    const body = bodies.find((one) => one.noun === noun && one.id === id)?.body
    const texts = nouns.find(({ name }) => name === noun)?.texts(JSON.parse(body ?? '{}') as RecordDocument) ?? []
    const names = texts.flatMap(({ text, weight }) => (weight === 'A' || weight === 'B' ? [text] : []))
    const best = names
      .map((name) => ({ name, row: wordsInRow(name) }))
      .map(({ name, row }) => ({ name, ...fewestSlips(asked, [row.folded], [row.written]) }))
      .sort((one, other) => one.slips - other.slips || one.size - other.size)[0]
    return best ? [{ noun, id, name: best.name }] : []
  })
}
