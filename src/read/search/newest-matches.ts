import { and, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import { keepForAWhile } from '../../memory/for-a-while.ts'
import { between } from '../../model/days.ts'
import type { RecordTable } from '../../model/declaration.ts'
import type { Noun } from '../../model/noun.ts'
import type { Days } from '../../model/parameter.ts'
import type { Matching } from '../../text/matching.ts'
import { dateLexeme, dateMark, noMonth, quote } from '../../text/vector.ts'
import type { FiltersBeside } from './beside-search.ts'

// A word may occur in half of a million records. So a search by relevance looks only at its newest matches: it ranks,
// counts and facets these. The newest few records show how common the words are. If they are in many of these, records
// are walked by date until there are enough matches. If not, the search index gives the matches: all if they are few,
// stretch by stretch otherwise, each of as many months or years as are likely to hold enough.

/** How many matches a search by relevance looks at. */
export const mostMatches = 1_000

interface Bounds {
  /** How many matches are found at most. */
  most: number
  /**
   * How many of the newest records are tested first; words are common if this many of these match, and rare if fewer
   * than this.
   */
  probed: number
  common: number
  rare: number
  /** How many records are walked at most. */
  walked: number
  /** Up to how many matches are few. */
  few: number
}
const usual: Bounds = { most: mostMatches, probed: 1_000, common: 300, rare: 8, walked: 5_000, few: 1_500 }
const daysOfYear = 365
/** How many days are searched at once at most. */
const mostDays = 3 * daysOfYear

/**
 * The conditions of a search on a row: its name, or a tsquery with a part of it, and checks that the index cannot make.
 */
export interface SearchParts extends Pick<Matching, 'name' | 'tsquery' | 'narrow' | 'wide'> {
  checks: SQL[]
}

/** Whether a noun has so many records that it takes long to find all matches of a word. */
export type IsLarge = (db: Database, noun: Noun) => Promise<boolean>

const large = 100_000
const trustedFor = 60_000
const mostSizes = 100

/** Asks the statistics that the database keeps: a wrong answer costs time and changes nothing. */
export function sizeWatch(): IsLarge {
  const sizes = keepForAWhile<{ isLarge: boolean }>({ name: 'sizes', milliseconds: trustedFor, most: mostSizes })
  return async (db, noun) => {
    const size = await sizes.findOrRead(noun.name, async () => {
      const [size] = await rows<{ isLarge: boolean }>(
        db,
        sql`select reltuples >= ${large} as "isLarge" from pg_class where oid = ${getTableName(noun.table)}::regclass`,
      )
      return size
    })
    return size?.isLarge ?? false
  }
}

/** The newest records that a search finds, and those of the name that it may be, as rows of `id`, `version_id` and `key`. */
export function newestMatches(
  noun: Noun,
  search: SearchParts,
  within: FiltersBeside,
  key: SQL,
  isLarge: boolean,
  bounds: Bounds = usual,
): SQL {
  const { id, versionId, onDate, search: vector } = noun.table
  const isWhole = !onDate || !isLarge || search.tsquery === ''
  const newest = isWhole
    ? newestOfFew(noun, search, within, key, bounds.most)
    : newestOfMany(noun, onDate, search, within, key, bounds)
  if (!search.name) return newest
  const isNamed = and(sql`${vector} @@ ${search.name}::tsquery`, ...within.conditions)
  // Both give the same row for the same record, of which a union keeps one.
  return sql`(${newest}) union
    (select ${id} as id, ${versionId} as version_id, ${key} as key from ${noun.table} where ${isNamed} limit ${bounds.most})`
}

const columnsOf = ({ table: { id, versionId } }: Noun, key: SQL) =>
  sql`${id} as id, ${versionId} as version_id, ${key} as key`

/** The newest of a table that is looked through as a whole. */
function newestOfFew(noun: Noun, search: SearchParts, { conditions }: FiltersBeside, key: SQL, most: number): SQL {
  const { id, onDate, search: vector } = noun.table
  const isMatch = search.tsquery === '' ? sql`false` : sql`${vector} @@ ${search.tsquery}::tsquery`
  const order = onDate ? sql`${onDate} desc, ${id} desc` : sql`${id} desc`
  return sql`select ${columnsOf(noun, key)} from ${noun.table} where ${and(isMatch, ...search.checks, ...conditions)}
    order by ${order} limit ${most}`
}

/** Some rows of a table, by its own name, so that conditions mean these. */
export function someRows(table: RecordTable, rows: SQL): SQL {
  return sql`(select * from ${table} where ${rows}) as ${sql.identifier(getTableName(table))}`
}

/** The newest rows that meet these conditions. */
export function newestRows(table: RecordTable, onDate: PgColumn, amount: number, conditions: SQL[] = []): SQL {
  const newest = sql`order by ${onDate} desc, ${table.id} desc limit ${amount}`
  return someRows(table, sql`${and(sql`true`, ...conditions)} ${newest}`)
}

/**
 * The rows that the search index gives for these tsqueries. A subquery with `offset 0` uses that index and nothing else,
 * and a tsquery from a subquery is planned for any word.
 */
export function indexedRows({ table }: Noun, wide: string[], tsquery?: SQL): SQL {
  const matches = (one: SQL) => sql`${table.search} @@ ${one}`
  const all = and(sql`true`, tsquery && matches(tsquery), ...wide.map((one) => matches(sql`(select ${one}::tsquery)`)))
  return someRows(table, sql`${all} offset 0`)
}

/** The newest of a large table, which is looked through no further than it takes to find enough. */
function newestOfMany(
  noun: Noun,
  onDate: PgColumn,
  search: SearchParts,
  { conditions, days, lexemes }: FiltersBeside,
  key: SQL,
  { most, probed, common, rare, walked, few }: Bounds,
): SQL {
  const { table } = noun
  const { id } = table
  const columns = columnsOf(noun, key)
  const met = and(...search.checks, ...conditions)
  const matches = (tsquery: SQL) => sql`${table.search} @@ ${tsquery}`
  const newest = sql`order by ${onDate} desc, ${id} desc`
  const latest = (amount: number) => newestRows(table, onDate, amount, between(onDate, days))
  const known = [...lexemes, ...yearLexemes(days)]
  const all = (...tsqueries: string[]) => sql`${tsqueries.map((one) => `(${one})`).join(' & ')}::tsquery`
  // These forms decide the plan, because the estimates of Postgres are wrong here. A condition with `is true` does not
  // use the search index, and a condition from a subquery is checked row by row, without a join.
  const isMatch = sql`(${matches(all(search.tsquery, ...known))}) is true`
  const narrowParts = [...(search.narrow ? [search.narrow] : []), ...known]
  const narrow = narrowParts.length > 0 ? all(...narrowParts) : undefined
  const indexed = (tsquery?: SQL) => indexedRows(noun, search.wide, tsquery)
  const isKept = met ? sql`(select ${met})` : sql`true`
  // The first stretch holds enough, unless the newest records have many more matches than those before. The next ones are
  // ever longer, for words that came into use lately.
  const likely = sql`(select case when count < ${rare} then ${mostDays}
    else least(ceil(${most} * days / greatest(count - sqrt(count), 1)), ${mostDays}) end::int from probe)`
  // The index takes longest where it is asked for many lexemes, so a long stretch is one of whole years.
  const isShort = sql`span < ${daysOfYear}`
  const unit = sql`case when ${isShort} then 'month' else 'year' end`
  const first = sql`date_trunc(${unit}, day::timestamp - make_interval(days => span))`
  const before = and(sql`${onDate} < ${first}`, ...between(onDate, { from: days.from }))
  const ofStretch = sql`(select string_agg(quote_literal(${dateMark} || part), ' | ')::tsquery
    from generate_series(${first}, day, ('1 ' || ${unit})::interval) as start
    cross join lateral (select to_char(start, case when ${isShort} then 'YYYY-MM' else 'YYYY' end) as part
      union all select to_char(start, 'YYYY') || ${noMonth} where ${isShort} and extract(month from start) = 1) as parts)`
  return sql`with recursive probe as materialized (
      select count(*) filter (where ${isMatch} and ${isKept}) as count, max(${onDate}) - min(${onDate}) + 1 as days from ${latest(probed)}
    ), walk as materialized (
      select ${columns} from ${latest(walked)}
      where ${isMatch} and ${isKept} and (select count >= ${common} from probe) ${newest} limit ${most}
    ), unsorted as materialized (
      select ${columns}, ${onDate} as on_date from ${indexed(narrow && sql`(select ${narrow})`)}
      where ${isMatch} and ${isKept} and (select count < ${rare} from probe) limit ${few + 1}
    ), few as materialized (
      select id, version_id, key from unsorted where (select count(*) <= ${few} from unsorted)
      order by on_date desc, id desc limit ${most}
    ), stretch (day, span) as (
      select (select max(${onDate}) from ${table} where ${and(sql`true`, ...between(onDate, days))}), ${likely}
      where (select count(*) < ${most} from walk)
        and (select count >= ${rare} from probe) or (select count(*) > ${few} from unsorted)
      union all
      select (select max(${onDate}) from ${table} where ${before}), least(2 * span, ${mostDays}) from stretch where day is not null
    ), by_stretch as materialized (
      select each.* from stretch cross join lateral (
        select ${columns} from ${indexed(narrow ? sql`(${narrow} && ${ofStretch})` : ofStretch)} where ${isMatch} and ${isKept} ${newest} limit ${most}
      ) as each limit ${most}
    )
    select * from walk where (select count(*) = ${most} from walk)
    union all select * from few union all select * from by_stretch`
}

/** That the vector names one of the years of a stretch of days, where it has two ends. */
function yearLexemes({ from, to }: Days): string[] {
  if (!from || !to || from > to) return []
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  return [Array.from({ length: last - first + 1 }, (_, index) => quote(dateLexeme(`${first + index}`))).join(' | ')]
}
