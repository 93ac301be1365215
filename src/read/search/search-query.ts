import { and, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { rows, rowsPlannedAnew } from '../../database/rows.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun, Nouns, RecordTable, Sort } from '../../model/noun.ts'
import { referenceToken } from '../../model/projection.ts'
import { type Matching, type Term, toMatching, toTsquery, toTyped, toWords } from '../../text/query-language.ts'
import { type IsLarge, mostMatches, newestMatches, type SearchParts } from './newest-matches.ts'
import { parentsOf } from './trees.ts'

/** A search made ready for Postgres. */
export interface Search {
  terms: Term[]
  matching: Matching
  /** Whether a record may be found by what it refers to alone. */
  byReference: boolean
}

/** A word that stands in more names of a noun than this is no name of anything. */
const mostNames = 30

export async function prepareSearch(db: Database, nouns: Nouns, terms: Term[]): Promise<Search> {
  const names = await expansions(db, nouns, terms)
  const byReference = terms.some((term) => !term.excluded && names.get(term)?.length)
  return { terms, matching: toMatching(terms, names), byReference }
}

/** For each term, the reference lexemes of the records whose names it matches; in a tree that is expanded, those below as well. */
async function expansions(db: Database, nouns: Nouns, terms: Term[]): Promise<Map<Term, string[]>> {
  const named = [...nouns.values()].filter(({ namedInSearch }) => namedInSearch)
  if (terms.length === 0 || named.length === 0) return new Map()
  const wanted = JSON.stringify(
    terms.map((term, index) => ({ index, query: toTsquery(term), folded: toWords(term).folded })),
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
  const found = await rows<{ index: number; noun: NounName; id: string }>(
    db,
    sql`with recursive term as (
      select index, query, folded from json_to_recordset(${wanted}::json) as term (index int, query text, folded text)
    ), matched as (${sql.join(matches, sql` union all `)}), below (index, noun, id) as (
      select index, noun, id from matched
      union
      select below.index, below.noun, narrower.id from below
      join (${parentsOf(nouns)}) as narrower on narrower.noun = below.noun and narrower.parent = below.id
    )
    select index, noun, id from below`,
  )
  return new Map(
    terms.map((term, index) => [
      term,
      found.filter((match) => match.index === index).map(({ noun, id }) => referenceToken(noun, id)),
    ]),
  )
}

/** Keeps the records that match. */
export function searchCondition(noun: Noun, search: Search): SQL {
  const { tsquery, phrases } = searchParts(noun, search)
  if (tsquery === '') return sql`false`
  return sql.join([sql`${noun.table.search} @@ ${tsquery}::tsquery`, ...phrases], sql` and `)
}

/** What records must match. A search without a searchable word finds none. */
export function searchParts({ table }: Noun, { matching }: Search): SearchParts {
  const phrases = matching.phrases.map(({ folded, references, excluded }) => {
    const met = or(inTexts(table, folded), references ? sql`${table.search} @@ ${references}::tsquery` : undefined)
    return excluded ? sql`not (${met})` : sql`(${met})`
  })
  return { tsquery: matching.tsquery, narrow: matching.narrow, phrases }
}

function inTexts({ names, words }: RecordTable, folded: string): SQL {
  return sql`(position(${folded} in ${names}) > 0 or position(${folded} in ${words}) > 0)`
}

/** Best first: words exactly as asked in a title, then in any form, then in other texts; of equals the newest. */
export function relevance({ table }: Noun, { terms, byReference }: Search): Sort {
  const words = terms.filter(({ excluded }) => !excluded).map(toWords)
  const all = (has: (one: (typeof words)[number]) => SQL) => and(...words.map(has)) ?? sql`false`
  const written = all(({ written }) => sql`position(${written} in ${table.written}) > 0`)
  const title = all(({ folded }) => sql`position(${folded} in split_part(${table.names}, E'\n', 1)) > 0`)
  const own = all(({ folded }) => inTexts(table, folded))
  const points = sql`case when ${written} then 3 when ${title} then 2 ${byReference ? sql`when ${own} then 1 else 0` : sql`else 1`} end`
  const day = table.onDate ? sql`(${table.onDate} - date '0001-01-01')` : sql`0`
  return { column: sql`((${points}) * 10000000 + ${day})`, type: 'integer' }
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
  const matches = await Promise.all(
    nouns.map(async (noun) => {
      const key = sql`${relevance(noun, search).column}`
      return newestMatches(
        noun,
        searchParts(noun, search),
        { conditions: [], days: {}, lexemes: [] },
        key,
        await isLarge(noun),
      )
    }),
  )
  const parts = nouns.map(
    ({ name }, index) => sql`select ${name}::text as noun, matches.* from (${matches[index]}) as matches`,
  )
  const name = sql`(noun || '/' || id) collate "C"`
  const beyond = after ? sql`where (key, ${name}) < (${after.key}::int, ${after.name})` : sql``
  const found = await rowsPlannedAnew<Hit & { most: number; total: number; seq: number }>(
    db,
    sql`with matched as materialized (${sql.join(parts, sql` union all `)}),
    hits as (
      select *, ${name} as name from matched ${beyond} order by key desc, ${name} desc limit ${limit + 1}
    )
    select (select seq::text::int from ${logHead}) as seq, counted.total, counted.most,
      hits.noun, hits.id, hits.key::text as key, versions.body
    from (
      select coalesce(sum(count), 0)::int as total, coalesce(max(count), 0)::int as most
      from (select count(*) as count from matched group by noun) as each
    ) as counted
    left join hits on true left join ${versions} on versions.version_id = hits.version_id
    order by hits.key desc, hits.name desc`,
  )
  const { total = 0, most = 0, seq = 0 } = found[0] ?? {}
  return { hits: found.filter(({ id }) => id !== null), total, lowerBound: most >= mostMatches, seq }
}

/** Of how many names of a noun the shortest are suggested. */
const mostSuggested = 500

/** Records with a name in which the words begin, the shortest first. */
export async function suggestNames(
  db: Database,
  nouns: Noun[],
  terms: Term[],
  limit: number,
): Promise<Omit<Hit, 'key'>[]> {
  if (terms.length === 0) return []
  const typed = terms.map((term, index) =>
    index === terms.length - 1 ? toTyped(term) : { tsquery: toTsquery(term), folded: toWords(term).folded },
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
      select ${name}::text as noun, id, version_id, length(label) as size from ${table}
      where ${and(sql`${table.search} @@ ${tsquery}::tsquery`, ...named)} limit ${mostSuggested}
    ) as few`
  })
  return rowsPlannedAnew(
    db,
    sql`select names.noun, names.id, body from (${sql.join(parts, sql` union all `)}) names
    join ${versions} using (version_id) order by size, names.noun, names.id limit ${limit}`,
  )
}
