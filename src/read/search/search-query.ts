import { and, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { rows, rowsPlannedAnew } from '../../database/rows.ts'
import { textsOf } from '../../http/issue-words.ts'
import { ValidationProblem } from '../../http/problems.ts'
import { readHead } from '../../log/head.ts'
import { sentText } from '../../log/owned-columns.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun, Nouns, RecordTable, Sort } from '../../model/noun.ts'
import { referenceToken } from '../../model/projection.ts'
import { type Check, type Matching, toMatching, toTsquery, toTyped } from '../../text/matching.ts'
import type { Query } from '../../text/query-language.ts'
import type { Expression, Term } from '../../text/query-terms.ts'
import { type Rows, wordsInRow } from '../../text/words-in-row.ts'
import { type IsLarge, mostMatches, newestMatches, type SearchParts } from './newest-matches.ts'
import { parentsOf } from './trees.ts'

/** A search made ready for Postgres. */
export interface Search {
  query: Query
  matching: Matching
  /** Whether a record may match by what it refers to alone. */
  byReference: boolean
}

/** A word that stands in more names of a noun than this is no name of anything. */
const mostNames = 30

export async function prepareSearch(db: Database, nouns: Nouns, query: Query): Promise<Search> {
  const { terms, problem } = query
  const names = await expansions(db, nouns, terms)
  const byReference = terms.some((term) => !term.excluded && names.get(term)?.length)
  const matching = toMatching(query, names)
  if (problem && !(await isName(db, nouns, matching)))
    throw new ValidationProblem([{ parameter: 'q', detail: textsOf(problem) }])
  return { query, matching, byReference }
}

/** Whether a record has the name. */
async function isName(db: Database, nouns: Nouns, { name }: Matching): Promise<boolean> {
  const ways = [...nouns.values()].map(
    ({ table }) => sql`exists (select from ${table} where ${table.search} @@ ${name}::tsquery)`,
  )
  const [row] = await rows<{ isName: boolean }>(db, sql`select ${or(...ways)} as "isName"`)
  return row?.isName ?? false
}

/** For each term, the reference lexemes of the records whose names it matches; in a tree that is expanded, those below as well. */
async function expansions(db: Database, nouns: Nouns, terms: Term[]): Promise<Map<Term, string[]>> {
  const named = [...nouns.values()].filter(({ namedInSearch }) => namedInSearch)
  if (terms.length === 0 || named.length === 0) return new Map()
  const listed = JSON.stringify(
    terms.map((term, index) => ({ index, query: toTsquery(term), folded: wordsInRow(term.text).folded })),
  )
  const matches = named.map(
    ({ name, table }) => sql`
    select term.index, ${name}::text as noun, unnest(named.ids) as id from term
    cross join lateral (
      select array_agg(id) as ids from (
        select id from ${table} where search @@ term.query::tsquery and position(term.folded in names) > 0
        limit ${mostNames + 1}
      ) few having count(*) <= ${mostNames}
    ) named`,
  )
  const searched = [...nouns.values()].filter(({ tree }) => tree?.expands)
  const expanded = await rows<{ index: number; noun: NounName; id: string }>(
    db,
    sql`with recursive term as (
      select index, query, folded from json_to_recordset(${listed}::json) as term (index int, query text, folded text)
    ), matched as (${sql.join(matches, sql` union all `)}), below (index, noun, id) as (
      select index, noun, id from matched
      union
      select below.index, below.noun, narrower.id from below
      join (${parentsOf(searched)}) as narrower on narrower.noun = below.noun and narrower.parent = below.id
    )
    select index, noun, id from below`,
  )
  return new Map(
    terms.map((term, index) => [
      term,
      expanded.filter((match) => match.index === index).map(({ noun, id }) => referenceToken(noun, id)),
    ]),
  )
}

/** Keeps the records that match. */
export function searchCondition(noun: Noun, search: Search): SQL {
  const { name, tsquery, checks } = searchParts(noun, search)
  const matches = (query: string) => sql`${noun.table.search} @@ ${query}::tsquery`
  const byWords = tsquery === '' ? undefined : and(matches(tsquery), ...checks)
  return or(name ? matches(name) : undefined, byWords) ?? sql`false`
}

/** What records must match. A search without a searchable word finds none. */
export function searchParts({ table }: Noun, { matching }: Search): SearchParts {
  const { name, tsquery, narrow, checks } = matching
  return { name, tsquery, narrow, checks: checks.map((check) => checked(table, check)) }
}

function checked(table: RecordTable, check: Check): SQL {
  if ('inRow' in check) return inTexts(table, check.inRow)
  if ('tsquery' in check) return sql`${table.search} @@ ${check.tsquery}::tsquery`
  if ('not' in check) return sql`not (${checked(table, check.not)})`
  const each = ('all' in check ? check.all : check.any).map((one) => checked(table, one))
  return sql`(${sql.join(each, 'all' in check ? sql` and ` : sql` or `)})`
}

function inTexts({ names, words }: RecordTable, folded: string): SQL {
  return sql`(position(${folded} in ${names}) > 0 or position(${folded} in ${words}) > 0)`
}

/**
 * Best first: a title that is the whole search as it was written, then any name that is, then words exactly as written in a
 * title, then in any form, then in other texts; of equals the newest.
 */
export function relevance({ table }: Noun, { query, matching, byReference }: Search): Sort {
  const whole = sql`position(${`|${query.name?.written}|`} in '|' || ${table.written} || '|') > 0`
  const named = matching.name
    ? sql`when ${table.search} @@ ${matching.name}::tsquery then (case when ${whole} then 5 else 4 end)`
    : sql``
  const own = byReference
    ? sql`when ${standing(query, ({ folded }) => inTexts(table, folded))} then 1 else 0`
    : sql`else 1`
  const points = sql`case ${named}
    when ${standing(query, ({ written }) => sql`position(${written} in ${table.written}) > 0`)} then 3
    when ${standing(query, ({ folded }) => sql`position(${folded} in split_part(${table.names}, E'\n', 1)) > 0`)} then 2
    ${own} end`
  const day = table.onDate ? sql`(${table.onDate} - date '0001-01-01')` : sql`0`
  return { column: sql`((${points}) * 10000000 + ${day})`, type: 'integer' }
}

/** The condition that the words of a query are in some text of a record, told by `has`. */
function standing({ expression }: Query, has: (words: Rows) => SQL): SQL {
  const holds = (one: Expression): SQL | undefined => {
    if ('tokens' in one) return has(wordsInRow(one.text))
    if ('not' in one) return undefined
    return 'all' in one ? and(...one.all.map(holds)) : or(...one.any.map(holds))
  }
  return (expression && holds(expression)) ?? sql`false`
}

/** One hit of a search over several nouns. */
export interface Hit {
  noun: NounName
  id: string
  key: string
  body: string
}

interface HitPage {
  hits: Hit[]
  total: number
  /** Whether of some noun there are more. */
  lowerBound: boolean
  seq: number
}

/** The best hits among several nouns, one more than the page holds, with the number of all. */
export async function searchNouns(
  db: Database,
  nouns: Noun[],
  search: Search,
  isLarge: IsLarge,
  limit: number,
  after?: { key: string; name: string },
): Promise<HitPage> {
  const matches: SQL[] = []
  for (const noun of nouns) {
    const key = sql`${relevance(noun, search).column}`
    const within = { conditions: [], days: {}, lexemes: [] }
    matches.push(newestMatches(noun, searchParts(noun, search), within, key, await isLarge(db, noun)))
  }
  const parts = nouns.map(
    ({ name }, index) => sql`select ${name}::text as noun, matches.* from (${matches[index]}) as matches`,
  )
  const name = sql`(noun || '/' || id) collate "C"`
  const beyond = after ? sql`where (key, ${name}) < (${after.key}::int, ${after.name})` : sql``
  const hits = await rowsPlannedAnew<Hit & { most: number; total: number; seq: number }>(
    db,
    sql`with matched as materialized (${sql.join(parts, sql` union all `)}),
    hits as (
      select *, ${name} as name from matched ${beyond} order by key desc, ${name} desc limit ${limit + 1}
    )
    select (select seq::text::int from ${logHead}) as seq, counted.total, counted.most,
      hits.noun, hits.id, hits.key::text as key, ${sentText} as body
    from (
      select coalesce(sum(count), 0)::int as total, coalesce(max(count), 0)::int as most
      from (select count(*) as count from matched group by noun) as each
    ) as counted
    left join hits on true left join ${versions} on versions.version_id = hits.version_id
    order by hits.key desc, hits.name desc`,
  )
  const { total = 0, most = 0, seq = 0 } = hits[0] ?? {}
  return { hits: hits.filter(({ id }) => id !== null), total, lowerBound: most >= mostMatches, seq }
}

/** Of how many names of a noun the shortest are suggested. */
const mostSuggested = 500

/** Records with a name in which the words begin, the shortest first, and the position that they were read at. */
export async function suggestNames(
  db: Database,
  nouns: Noun[],
  terms: Term[],
  limit: number,
): Promise<{ seq: number; hits: Omit<Hit, 'key'>[] }> {
  if (terms.length === 0) return { seq: (await readHead(db)).seq, hits: [] }
  const typed = terms.map((term, index) =>
    index === terms.length - 1 ? toTyped(term) : { tsquery: toTsquery(term), folded: wordsInRow(term.text).folded },
  )
  const tsquery = typed.map((term) => `(${term.tsquery})`).join(' & ')
  const parts = nouns.map(({ name, table }) => {
    const named = typed.map(({ folded, written }) =>
      or(
        sql`position(${folded} in ${table.names}) > 0`,
        written ? sql`${table.search} @@ ${written}::tsquery` : undefined,
      ),
    )
    return sql`select * from (
      select ${name}::text as noun, id, version_id, length(split_part(written, '|', 1)) as size from ${table}
      where ${and(sql`${table.search} @@ ${tsquery}::tsquery`, ...named)} limit ${mostSuggested}
    ) as few`
  })
  const found = await rowsPlannedAnew<Omit<Hit, 'key'> & { seq: number }>(
    db,
    sql`select head.seq::text::int as seq, named.* from ${logHead} head left join (
      select names.noun, names.id, content as body, size from (${sql.join(parts, sql` union all `)}) names
      join ${versions} using (version_id) order by size, names.noun, names.id limit ${limit}
    ) named on true order by size, named.noun, named.id`,
  )
  return { seq: found[0]?.seq ?? 0, hits: found.filter(({ id }) => id !== null) }
}
