import { and, or, type SQL, sql } from 'drizzle-orm'
import type { Noun } from '../../model/noun.ts'
import type { Query } from '../../text/query-language.ts'
import type { Expression } from '../../text/query-terms.ts'
import { quote } from '../../text/vector.ts'
import type { Rows } from '../../text/words-in-row.ts'
import { type Asked, askedBy, type Word, wordOf } from './asked-words.ts'
import { addressedOf, inTexts, type Search } from './search-query.ts'

/** How many words may stand between two that are near. */
const near = 3
/** Up to how many words are tested for being near: Postgres takes long for the pattern of more. */
const mostNear = 4
/**
 * The points of a hit. `written`, `titles` and `otherNames` are for a name that begins with the search; a phrase in a
 * name has one point less, words near each other two, all words three. A hit with only some of the words has `some`,
 * and a point more for each in its names, up to nine.
 */
export const pointsFor = {
  /** The whole of a name; one point more if it is a title as it was written. */
  whole: 50,
  /** The whole of a name by another reading of the search, less one for each reading up to it, down to the least. */
  reading: 49,
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
  /** Some words, or none: the others stand in names of what it refers to. */
  some: 2,
  /** A record that only tells of others, where other nouns are searched as well. */
  telling: 1,
}

/** The words asked for, with the expression that may also be met in parts. */
type Ranked = Asked & Pick<Search, 'met'>

/** The columns of a record that decide its rank: its texts, whether its name is the whole search, and its day. */
export interface RankColumns {
  written: SQL
  names: SQL
  words: SQL
  /** Points for a name that is the whole search, or 0. */
  asName: SQL
  day: SQL
}

export const integer = (value: number) => sql.raw(String(value))

/** Points for a name that is the whole search, or 0. */
export function pointsAsName(noun: Noun, search: Search): SQL {
  const { name, named = [] } = search.query
  if (!name) return sql`0`
  const isCalled = (keys: string) => sql`${noun.table.search} @@ ${keys}::tsquery`
  const pointsAt = (at: number) =>
    at === 0 ? pointsFor.whole : Math.max(pointsFor.reading - at, pointsFor.leastReading)
  const cases = name.keys.map((key, at) => when(isCalled(quote(key)), pointsAt(at)))
  const others = [named, addressedOf(noun, search)].filter((keys) => keys.length > 0)
  for (const keys of others) cases.push(when(isCalled(keys.map(quote).join(' | ')), pointsAt(name.keys.length)))
  return sql`(case ${sql.join(cases, sql` `)} else 0 end)`
}

/** Points for the best of the ways in which a record has the words. */
export function pointsOf(record: RankColumns, { query, met }: Search, noun?: Noun): SQL {
  const asked: Ranked = { ...askedBy(query, noun), met }
  const cases = [...ofWholeName(record, query), ...ofWords(record, asked)]
  return sql`(case ${sql.join(cases, sql` `)} else ${ofSome(record, asked)} end)`
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
function ofWords(record: RankColumns, asked: Ranked): SQL[] {
  const { row, words } = asked
  const all = (texts: SQL) => holdsAll(record, asked, ({ folded }) => has(folded, texts))
  const { names, words: others } = record
  return [
    ...(row ? [when(isMost(row.written, record.written), pointsFor.mostOfWritten)] : []),
    ...inNames(record, asked, record.written, 'written', pointsFor.written),
    ...(row ? [when(isMost(row.folded, sql`translate(${record.names}, E'\n', '|')`), pointsFor.mostOfFolded)] : []),
    ...inNames(record, asked, titles(record), 'folded', pointsFor.titles),
    ...inNames(record, asked, otherNames(record), 'folded', pointsFor.otherNames),
    when(all(names), pointsFor.named),
    ...(row && words.length > 1 ? [when(has(row.folded, others), pointsFor.phrase)] : []),
    when(all(others), pointsFor.words),
    when(
      holdsAll(record, asked, ({ folded }) => inTexts(record, folded)),
      pointsFor.anywhere,
    ),
  ]
}

function inNames(record: RankColumns, asked: Ranked, names: SQL, form: keyof Rows, highest: number): SQL[] {
  const { row, words } = asked
  const all = holdsAll(record, asked, (word) => has(word[form], names))
  const begins = row ? [when(has(`|${row[form]}`, apart(names)), highest)] : []
  if (!row || words.length < 2) return [...begins, when(all, highest - 3)]
  // A year is no nearer in a title than in the date of the record.
  const others = words.filter(({ year }) => !year)
  const pattern = nearPattern(others.map((word) => word[form]))
  return [
    ...begins,
    when(has(row[form], names), highest - 1),
    ...(words.length <= mostNear && others.length > 0
      ? [when(sql`(${all} and ${names} ~ ${pattern})`, highest - 2)]
      : []),
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
    ...days.map((days) => sql`(${isWithin(day, days)})::int`),
    ...parts.map((word) => sql`(${isHeld(word, has(word.folded, names), day)})::int`),
  ].slice(0, 9)
  return sql.join([integer(pointsFor.some), ...counted], sql` + `)
}

const isWithin = (day: SQL, [first, last]: [number, number]) =>
  sql`${day} between ${integer(first)} and ${integer(last)}`
const isHeld = ({ year }: Word, held: SQL, day: SQL) => (year ? sql`(${held} or ${isWithin(day, year)})` : held)

/** The condition that the words of a query are in some text of a record, told by `has`, and its year in either. */
function holdsAll({ day }: RankColumns, { met, passed }: Ranked, has: (words: Rows) => SQL): SQL {
  const holds = (one: Expression): SQL | undefined => {
    if ('tokens' in one) {
      const word = wordOf(one)
      return passed.has(one) ? undefined : isHeld(word, has(word), day)
    }
    if ('not' in one) return undefined
    return 'all' in one ? and(...one.all.map(holds)) : or(...one.any.map(holds))
  }
  return (met && holds(met)) ?? sql`false`
}
