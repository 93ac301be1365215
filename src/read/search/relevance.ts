import { and, or, type SQL, sql } from 'drizzle-orm'
import type { Noun, RecordTable, Sort } from '../../model/noun.ts'
import { dayRange, undated } from '../../model/partial-date.ts'
import { datesOf } from '../../text/dates.ts'
import { rowsOf } from '../../text/matching.ts'
import type { Query } from '../../text/query-language.ts'
import { type Expression, type Term, termsIn } from '../../text/query-terms.ts'
import { isSmall } from '../../text/small-words.ts'
import { quote } from '../../text/vector.ts'
import { openEnded, type Rows } from '../../text/words-in-row.ts'
import { inTexts, isOwnWord, type Search } from './search-query.ts'

// The order of hits, best first:
// 1. the whole of a name
// 2. the most of a name, the beginning of one, a phrase of one, all words near each other, or all words: in a title as
// it was written, then in a title as it is folded, then in other names
// 3. words in other texts
// 4. some words in the record itself, and the others in what it refers to
// Equal hits are ordered by date, newest first.

/** How many words may stand between two that are near. */
const near = 3
/** Up to how many words are tested for being near: Postgres takes long for the pattern of more. */
const mostNear = 4
/**
 * The points of a hit. `written`, `titles` and `otherNames` are for a name that begins with the search; a phrase in a
 * name has one point less, words near each other two, all words three. A hit with only some of the words has a point
 * for each in its names, up to nine.
 */
const pointsFor = {
  /** The whole of a name; one point more if it is a title as it was written. */
  whole: 50,
  /** The whole of a name by another reading of the search; each further one has one point less, down to the least. */
  reading: 46,
  leastReading: 42,
  /** A phrase that is at least half of a title as it was written. */
  mostOfWritten: 41,
  written: 40,
  /** A phrase that is at least half of a title or another name as it is folded. */
  mostOfFolded: 36,
  titles: 35,
  otherNames: 30,
  /** All words, some in titles and some in other names. */
  named: 25,
  /** A phrase in other texts. */
  phrase: 20,
  /** All words in other texts. */
  words: 19,
  /** All words, some in names and some in other texts. */
  anywhere: 18,
}
/** More than the days since the first: places among nouns come before days, and points before these. */
const dayRoom = 1_000_000
const nounRoom = 20

/** The words of a search: all of it in a row, each alone, and the parts of runs beside these. */
interface Asked {
  row?: Rows
  words: Rows[]
  parts: Rows[]
  /** The words that do not count: a record is no better an answer for a date in its title. */
  passed: ReadonlySet<Term>
  /** The first and last days of the dates, counted from the first that there is. */
  days: [number, number][]
  met?: Expression
}

/** The columns of a record that decide its rank: its texts, whether its name is the whole search, and its day. */
interface RankColumns {
  written: SQL
  names: SQL
  words: SQL
  /** Points for a name that is the whole search, or 0. */
  asName: SQL
  day: SQL
}

/** How well a record of a noun answers a search. */
export function relevance(noun: Noun, search: Search): Sort {
  const columns = rankColumns(noun.table, search)
  const points = pointsOf(columns, search, noun)
  return { column: sql`(${points} * ${integer(nounRoom * dayRoom)} + ${columns.day})`, type: 'integer' }
}

/** Where equal hits stand: what names other records and has no date first, and what only tells of others last. */
const standingAmong = ({ namedInSearch, tellsOfOthers, table }: Noun) =>
  tellsOfOthers ? 0 : namedInSearch && !table.onDate ? 2 : 1

/** The columns of a record of one of these nouns by which `relevanceAmong` puts it in order. */
export function selectRankColumns(noun: Noun, search: Search, among: Noun[]): SQL {
  const { written, names, words, asName, day } = rankColumns(noun.table, search)
  const earlier = among.length - 1 - among.indexOf(noun) + (noun.namedInSearch ? among.length : 0)
  const place = integer(Math.min(earlier, nounRoom - 1))
  return sql`${written} as written, ${names} as names, ${words} as words, ${asName} as as_name, ${day} as day,
    ${place} as place, ${integer(standingAmong(noun))} as standing`
}

/**
 * The rank of records of several nouns by these columns. Among records whose name is the whole search, those of nouns
 * that name other records come first, then the order of the nouns decides. Among the others with all words in names,
 * undated ones that name others come first. Sources come after the records that they tell of, which need have the words no more
 * than anywhere in their names. One expression serves all nouns, because Postgres takes long to plan it.
 */
export function relevanceAmong(search: Search): SQL {
  const columns = { written: sql`written`, names: sql`names`, words: sql`words`, asName: sql`as_name`, day: sql`day` }
  return sql`(select (points * ${integer(nounRoom)} + case when points >= ${integer(pointsFor.leastReading)} then place
      when points >= ${integer(pointsFor.named)} then standing else least(standing, 1) end) * ${integer(dayRoom)} + day
    from (select case when standing > 0 or won >= ${integer(pointsFor.leastReading)} then won
      else least(won, ${integer(pointsFor.named - 1)}) end as points from (select ${pointsOf(columns, search)} as won) as one) as each)`
}

function rankColumns(table: RecordTable, { query }: Search): RankColumns {
  return {
    written: sql`${table.written}`,
    names: sql`${table.names}`,
    words: sql`${table.words}`,
    asName: pointsAsName(table, query),
    day: table.onDate ? sql`(${table.onDate} - date '0001-01-01')` : sql`0`,
  }
}

function pointsAsName({ search }: RecordTable, { name }: Query): SQL {
  if (!name) return sql`0`
  const cases = name.keys.map((key, at) =>
    when(
      sql`${search} @@ ${quote(key)}::tsquery`,
      at === 0 ? pointsFor.whole : Math.max(pointsFor.reading - at, pointsFor.leastReading),
    ),
  )
  return sql`(case ${sql.join(cases, sql` `)} else 0 end)`
}

function pointsOf(record: RankColumns, { query, met }: Search, noun?: Noun): SQL {
  const asked = { ...askedBy(query, noun), met }
  const cases = [...ofWholeName(record, query), ...ofWords(record, asked)]
  return sql`(case ${sql.join(cases, sql` `)} else ${ofSome(record, asked)} end)`
}

/** How well a hit with that key answers: from 0 to 1, which is a title that is the whole search as it was written. */
export function scoreOf(key: string): number {
  const points = Math.floor(Number(key) / (dayRoom * nounRoom))
  return Math.round((100 * points) / (pointsFor.whole + 1)) / 100
}

const integer = (value: number) => sql.raw(String(value))

function askedBy({ name, expression, terms }: Query, noun: Noun | undefined): Omit<Asked, 'met'> {
  const isPlain = expression !== undefined && !hasOperators(expression)
  const asked = expression ? termsIn(expression) : []
  const passed = passedOver(asked, noun)
  const rowsOfAll = (some: Term[]) => some.filter((term) => !term.excluded && !passed.has(term)).map(rowsOf)
  const row = isPlain && passed.size < asked.length ? name?.row : undefined
  return {
    row: row && asked.at(-1)?.begins ? openEnded(row) : row,
    words: rowsOfAll(asked),
    parts: rowsOfAll(terms),
    passed,
    days: asked.flatMap((term) => (passed.has(term) && daysOf(term)) || []),
  }
}

/** Dates but for a year beside other words, which often stands in a name. Where dates alone are asked for, all words. */
function passedOver(asked: Term[], noun: Noun | undefined): ReadonlySet<Term> {
  const tells = (term: Term) => !isSmall(term) && !(noun && isOwnWord(noun, term))
  const isAllDates = asked.filter(tells).every((term) => datesOf(term).length > 0)
  const isYear = ([date = '', ...others]: string[]) => date.length <= 4 && others.length === 0
  return new Set(isAllDates ? asked : asked.filter((term) => !isYear(datesOf(term))))
}

/** The days of a date or a stretch of years, where the calendar has it. */
function daysOf(term: Term): [[number, number]] | undefined {
  const dates = term.excluded ? [] : datesOf(term)
  const [from, to] = [dates.at(0), dates.at(-1)]
  if (!from || !to) return undefined
  const days = [dayRange(from).from, dayRange(to).to]
  const [first = 0, last = 0] = days.map((day) => (Date.parse(day) - Date.parse(undated)) / 86_400_000)
  return Number.isNaN(first + last) ? undefined : [[first, last]]
}

function hasOperators(expression: Expression): boolean {
  if ('tokens' in expression) return expression.field !== undefined
  return !('all' in expression) || expression.all.some((one) => !('tokens' in one) || hasOperators(one))
}

const when = (condition: SQL, points: number) => sql`when ${condition} then ${integer(points)}`
const has = (words: string, text: SQL) => sql`position(${words} in ${text}) > 0`

const titles = ({ names }: RankColumns) => sql`split_part(${names}, E'\n', 1)`
const otherNames = ({ names }: RankColumns) => sql`split_part(${names}, E'\n', 2)`
/** Texts stand parted by this, with a space on either side of each word. */
const apart = (texts: SQL) => sql`('|' || ${texts} || '|')`

function ofWholeName({ asName, written }: RankColumns, { name }: Query): SQL[] {
  if (!name) return []
  const isWritten = has(`|${name.row.written}|`, apart(written))
  return [sql`when ${asName} > 0 then (case ${when(isWritten, pointsFor.whole + 1)} else ${asName} end)`]
}

/** A phrase that is at least half of a name. */
function isMost(words: string, names: SQL): SQL {
  return sql`(${has(words, names)} and exists (
    select from unnest(string_to_array(${names}, '|')) as name
    where length(name) <= ${2 * words.length} and ${has(words, sql`name`)}))`
}

/** All words in names, as they were written or as they are folded, then all words in other texts. */
function ofWords(record: RankColumns, asked: Asked): SQL[] {
  const { row, words } = asked
  const all = (texts: SQL) => standing(asked, ({ folded }) => has(folded, texts))
  const { names, words: others } = record
  return [
    ...(row ? [when(isMost(row.written, record.written), pointsFor.mostOfWritten)] : []),
    ...inNames(asked, record.written, 'written', pointsFor.written),
    ...(row ? [when(isMost(row.folded, sql`translate(${record.names}, E'\n', '|')`), pointsFor.mostOfFolded)] : []),
    ...inNames(asked, titles(record), 'folded', pointsFor.titles),
    ...inNames(asked, otherNames(record), 'folded', pointsFor.otherNames),
    when(all(names), pointsFor.named),
    ...(row && words.length > 1 ? [when(has(row.folded, others), pointsFor.phrase)] : []),
    when(all(others), pointsFor.words),
    when(
      standing(asked, ({ folded }) => inTexts(record, folded)),
      pointsFor.anywhere,
    ),
  ]
}

function inNames(asked: Asked, names: SQL, form: keyof Rows, highest: number): SQL[] {
  const { row, words } = asked
  const all = standing(asked, (word) => has(word[form], names))
  const begins = row ? [when(has(`|${row[form]}`, apart(names)), highest)] : []
  if (!row || words.length < 2) return [...begins, when(all, highest - 3)]
  const pattern = nearPattern(words.map((word) => word[form]))
  return [
    ...begins,
    when(has(row[form], names), highest - 1),
    ...(words.length <= mostNear ? [when(sql`(${all} and ${names} ~ ${pattern})`, highest - 2)] : []),
    when(all, highest - 3),
  ]
}

/** Words in the order of the search or the other way round. */
function nearPattern(words: string[]): string {
  const escaped = words.map((word) => word.trimStart().replace(/[.*+?^${}()[\]\\|]/g, '\\$&'))
  const inOrder = (some: string[]) => ` ${some.join(`([^ |]+ ){0,${near}}`)}`
  return `${inOrder(escaped)}|${inOrder(escaped.toReversed())}`
}

/** How many words a record has in its own names and date, where what it refers to has the others. */
function ofSome({ names, day }: RankColumns, { parts, days }: Asked): SQL {
  const counted = [
    ...days.map(([first, last]) => sql`(${day} between ${integer(first)} and ${integer(last)})::int`),
    ...parts.map(({ folded }) => sql`(${has(folded, names)})::int`),
  ].slice(0, 9)
  return counted.length > 0 ? sql.join(counted, sql` + `) : sql`0`
}

/** The condition that the words of a query are in some text of a record, told by `has`. */
function standing({ met, passed }: Asked, has: (words: Rows) => SQL): SQL {
  const holds = (one: Expression): SQL | undefined => {
    if ('tokens' in one) return passed.has(one) ? undefined : has(rowsOf(one))
    if ('not' in one) return undefined
    return 'all' in one ? and(...one.all.map(holds)) : or(...one.any.map(holds))
  }
  return (met && holds(met)) ?? sql`false`
}
