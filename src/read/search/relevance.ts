import { type SQL, sql } from 'drizzle-orm'
import type { Sort } from '../../model/declaration.ts'
import type { Noun } from '../../model/noun.ts'
import { integer, pointsAsName, pointsFor, pointsOf, type RankColumns } from './points.ts'
import type { Search } from './search-query.ts'

// The order of hits, best first:
// 1. the whole of a name
// 2. the most of a name, the beginning of one, a phrase of one, all words near each other, or all words: in a title as
// it was written, then in a title as it is folded, then in other names
// 3. words in other texts
// 4. some words in the record itself, and the others in what it refers to
// 5. among several nouns, what only tells of others, unless its name is the whole search
// Equal hits are ordered by date, newest first.

/** More than the days since the first: places among nouns come before days, and points before these. */
const dayRoom = 1_000_000
/** With this, a key has at most the nine digits that cursors take. */
const nounRoom = 19

/** How well a record of a noun answers a search. */
export function relevance(noun: Noun, search: Search): Sort {
  const columns = rankColumns(noun, search)
  const points = pointsOf(columns, search, noun)
  return { column: sql`(${points} * ${integer(nounRoom * dayRoom)} + ${columns.day})`, type: 'integer' }
}

/** Where equal hits stand: what names other records and has no date or lasts first, and what only tells of others last. */
function tierAmong({ namedInSearch, lasts, tellsOfOthers, table }: Noun, among: Noun[]): number {
  if (tellsOfOthers && !among.every((noun) => noun.tellsOfOthers)) return 0
  return namedInSearch && (lasts || !table.onDate) ? 2 : 1
}

/** Where records come among those of other nouns whose names are the whole search. */
function placeByName({ namedInSearch, calledByTopic, tellsOfOthers }: Noun): number {
  if (namedInSearch) return 0
  return tellsOfOthers ? 3 : calledByTopic ? 2 : 1
}

/** The columns of a record of one of these nouns by which `relevanceAmong` puts it in order. */
export function selectRankColumns(noun: Noun, search: Search, among: Noun[]): SQL {
  const { written, names, words, asName, day } = rankColumns(noun, search)
  const inOrder = among.toSorted((one, other) => placeByName(one) - placeByName(other))
  const nounRank = integer(Math.min(among.length - 1 - inOrder.indexOf(noun), nounRoom - 1))
  return sql`${written} as written, ${names} as names, ${words} as words, ${asName} as as_name, ${day} as day,
    ${nounRank} as noun_rank, ${integer(tierAmong(noun, among))} as tier`
}

/**
 * The rank of records of several nouns by these columns. Among records whose name is the whole search, those of nouns
 * that name other records come first and those that are called by a topic late; then the order of the nouns decides. Among the others with all words in names,
 * ones that name others and are undated or last come first. Records that only tell of others come behind all of these,
 * and keep their order in the room for nouns. One expression serves all nouns, because Postgres takes long to plan it.
 */
export function relevanceAmong(search: Search): SQL {
  const columns = { written: sql`written`, names: sql`names`, words: sql`words`, asName: sql`as_name`, day: sql`day` }
  const [whole, named] = [integer(pointsFor.leastReading), integer(pointsFor.named)]
  return sql`(select (points * ${integer(nounRoom)} + case when points >= ${whole} then noun_rank
      when tier = 0 then raw_points / 3
      when points >= ${named} then tier else least(tier, 1) end) * ${integer(dayRoom)}
      + case when tier = 2 and points >= ${named} then 0 else day end
    from (select raw_points, case when tier = 0 and raw_points < ${whole} then ${integer(pointsFor.telling)} else raw_points end as points
      from (select ${pointsOf(columns, search)} as raw_points offset 0) as unbounded) as each)`
}

function rankColumns(noun: Noun, search: Search): RankColumns {
  const { table } = noun
  return {
    written: sql`${table.written}`,
    names: sql`${table.names}`,
    words: sql`${table.words}`,
    asName: pointsAsName(noun, search),
    day: table.onDate ? sql`(${table.onDate} - date '0001-01-01')` : sql`0`,
  }
}

/** How well a hit with that key answers: from 0 to 1, which is a title that is the whole search as it was written. */
export function scoreOf(key: string): number {
  const points = Math.floor(Number(key) / (dayRoom * nounRoom))
  return Math.round((100 * points) / (pointsFor.whole + 1)) / 100
}
