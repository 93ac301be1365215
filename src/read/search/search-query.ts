import { and, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import { textsOf } from '../../language/messages.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { ValidationProblem } from '../../problems/problems.ts'
import { datesOf } from '../../text/dates.ts'
import { looserReadings } from '../../text/looser.ts'
import { type Check, type Expansions, type Matching, nameQuery, toMatching } from '../../text/matching.ts'
import { type Cut, withParts } from '../../text/parted.ts'
import type { Query } from '../../text/query-language.ts'
import { type Expression, QueryProblem, type Term, termsIn, withoutOptional } from '../../text/query-terms.ts'
import { asksValidity, isAmong, isSmall } from '../../text/small-words.ts'
import { quote } from '../../text/vector.ts'
import { hasName, hasWords } from './is-there.ts'
import type { SearchParts } from './newest-matches.ts'
import { cutsByName, expansionsOf } from './referred-names.ts'

/** A search made ready for Postgres. */
export interface Search {
  query: Query
  /** Its expression, in which runs of Chinese may also be met in parts. */
  met?: Expression
  /** The lexemes of names of people that it finds beside what has its words. */
  addressed?: string[]
  /** The conditions on a record of a noun. */
  matchingOf(noun: Noun): Matching
}

/** Parses the text of a search; a text that cannot be read is a violation of `q`. */
export function readQuery<Read>(read: (text: string) => Read, q: string): Read {
  try {
    return read(q)
  } catch (error) {
    throw error instanceof QueryProblem ? unreadable(error.message) : error
  }
}

const unreadable = (problem: string) => new ValidationProblem([{ parameter: 'q', detail: textsOf(problem) }])

/**
 * Makes a search of some of the nouns ready. One that cannot be read is refused, unless a record of these has all of it for
 * its name. One that finds nothing is read with its runs of Chinese and its compounds in words, if that finds something;
 * so is one that is only found in what tells of others, if that finds something else. One that finds something also finds the
 * person whom it addresses.
 */
export async function prepareSearch(db: Database, nouns: Nouns, searched: Noun[], query: Query): Promise<Search> {
  const search = await prepareAsWritten(db, nouns, searched, query)
  const readings = looserReadings(query)
  const { addressed = [] } = query
  if (readings.length === 0 && addressed.length === 0) return search
  let best = { search, found: await howFound(db, searched, search) }
  for (const reading of readings) {
    if (best.found === 'meant') break
    const looser = await prepareAsWritten(db, nouns, searched, reading)
    const found = await howFound(db, searched, looser)
    if (found === 'meant' || (found === 'told' && best.found === 'nowhere')) best = { search: looser, found }
  }
  return best.found === 'nowhere' ? best.search : { ...best.search, addressed }
}

async function prepareAsWritten(db: Database, nouns: Nouns, searched: Noun[], query: Query): Promise<Search> {
  const name = query.name && nameQuery(query.name)
  if (query.problem && !(name && (await isName(db, searched, name)))) throw unreadable(query.problem)
  const searchOf = await prepareTogether(db, nouns, [query])
  return searchOf(query)
}

/** Makes searches ready, each as it is written, by the statements that one of them takes. */
export async function prepareTogether(db: Database, nouns: Nouns, queries: Query[]): Promise<(query: Query) => Search> {
  const asked = [...new Set(queries.flatMap(({ terms }) => terms))]
  const cuts = await cutsByName(db, nouns, asked)
  const parts = cuts.flatMap(({ parts }) => parts)
  const expansions = withThoseOfRuns(await expansionsOf(db, nouns, [...asked, ...parts]), cuts)
  return (query) => searchOf(query, expansions, cuts)
}

function searchOf(query: Query, expansions: Expansions, allCuts: Cut[]): Search {
  const cuts = allCuts.filter(({ term }) => query.terms.includes(term))
  const terms = [...query.terms, ...cuts.flatMap(({ parts }) => parts)]
  const matchingOf = (noun: Noun) => {
    const expression = query.expression && neededOf(noun, query.expression)
    return toMatching({ ...query, expression }, expansions, cuts)
  }
  const met = query.expression && withParts(query.expression, cuts)
  return { query: { ...query, terms }, met, matchingOf }
}

/** Whether a record matches: one that may be meant, or one that only tells of others, which its whole name means as well. */
type Found = 'meant' | 'told' | 'nowhere'

async function howFound(db: Database, searched: Noun[], search: Search): Promise<Found> {
  const telling = searched.filter(({ tellsOfOthers }) => tellsOfOthers)
  const meant = telling.length < searched.length ? searched.filter((noun) => !noun.tellsOfOthers) : searched
  const name = search.query.name && nameQuery(search.query.name)
  const isMeant = or(...(name ? telling.map((noun) => hasName(noun, name)) : []), whereFound(meant, search))
  const [row] = await rows<{ found: Found }>(
    db,
    sql`select case when ${isMeant} then 'meant' when ${whereFound(telling, search)} then 'told' else 'nowhere' end as found`,
  )
  return row?.found ?? 'nowhere'
}

/** The condition that a record of these nouns matches. Names are asked for first, because words may take longer. */
export function whereFound(searched: Noun[], search: Search): SQL {
  const parts = searched.map((noun) => ({ noun, parts: searchParts(noun, search) }))
  const isNamed = parts.flatMap(({ noun, parts: { name } }) => (name ? hasName(noun, name) : []))
  return or(...isNamed, ...parts.map(({ noun, parts }) => hasWords(noun, parts))) ?? sql`false`
}

/**
 * Without the words that a record may lack if it has the others: small words, then the names of its noun. A word for how
 * long documents hold is small beside what may be one: beside dates, those of that date are meant.
 */
function neededOf(noun: Noun, expression: Expression): Expression {
  const meant = withoutOptional(expression, (term) => isSmall(term) && !asksValidity(term))
  const without = withoutOptional(meant, (term) => isOwnWord(noun, term))
  const isOfDates = termsIn(without).every((term) => asksValidity(term) || datesOf(term).length > 0)
  return isOfDates ? without : withoutOptional(without, isSmall)
}

/** Whether a word of a search is one of what the noun is called. */
export const isOwnWord = ({ ownWords }: Noun, term: Term) => isAmong(term, ownWords)

/** A record that a whole run names is named by its parts as well, however many records each of these names by itself. */
function withThoseOfRuns(expansions: Expansions, cuts: Cut[]): Expansions {
  const all = new Map(expansions)
  for (const { term, parts } of cuts)
    for (const part of parts) all.set(part, [...new Set([part, term].flatMap((one) => all.get(one) ?? []))])
  return all
}

/** Whether a record has the name. */
async function isName(db: Database, searched: Noun[], name: string): Promise<boolean> {
  const ways = searched.map((noun) => hasName(noun, name))
  const [row] = await rows<{ isName: boolean }>(db, sql`select ${or(...ways)} as "isName"`)
  return row?.isName ?? false
}

/** Keeps the records that match. */
export function searchCondition(noun: Noun, search: Search): SQL {
  const { name, tsquery, checks } = searchParts(noun, search)
  const matches = (query: string) => sql`${noun.table.search} @@ ${query}::tsquery`
  const byWords = tsquery === '' ? undefined : and(matches(tsquery), ...checks)
  return or(name ? matches(name) : undefined, byWords) ?? sql`false`
}

/** The conditions on records of a noun. A search without a searchable word finds none. */
export function searchParts(noun: Noun, search: Search): SearchParts {
  const { name, tsquery, narrow, wide, checks } = search.matchingOf(noun)
  const names = [...(name ? [name] : []), ...addressedOf(noun, search).map(quote)]
  return {
    ...{ tsquery, narrow, wide },
    name: names.length > 0 ? names.join(' | ') : undefined,
    checks: checks.map((check) => checked(noun, check)),
  }
}

/** The lexemes of names of people, where the records of a noun are people. */
export const addressedOf = ({ arePeople }: Noun, { addressed = [] }: Search): string[] => (arePeople ? addressed : [])

function checked(noun: Noun, check: Check): SQL {
  const { table } = noun
  if ('inRow' in check) return inTexts(table, check.inRow)
  if ('inTitle' in check) return sql`position(${check.inTitle} in split_part(${table.names}, E'\n', 1)) > 0`
  if ('asWritten' in check) return sql`position(${check.asWritten} in ${table.written}) > 0`
  if ('has' in check) return noun.searchFields?.[check.has] ? sql`true` : sql`false`
  if ('tsquery' in check) return sql`${table.search} @@ ${check.tsquery}::tsquery`
  if ('not' in check) return sql`not (${checked(noun, check.not)})`
  const each = ('all' in check ? check.all : check.any).map((one) => checked(noun, one))
  return sql`(${sql.join(each, 'all' in check ? sql` and ` : sql` or `)})`
}

export function inTexts({ names, words }: Record<'names' | 'words', SQLWrapper>, folded: string): SQL {
  return sql`(position(${folded} in ${names}) > 0 or position(${folded} in ${words}) > 0)`
}
