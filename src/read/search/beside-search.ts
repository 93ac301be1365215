import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import { conditionsOf } from '../../model/conditions.ts'
import { daysOf } from '../../model/days.ts'
import { isCertain, type ListFilters } from '../../model/list-filters.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { expandingNouns } from '../../model/noun-list.ts'
import { type Days, parametersGiven } from '../../model/parameter.ts'
import { referenceToken } from '../../model/projection.ts'
import type { NounName } from '../../model/record-name.ts'
import { quote } from '../../text/vector.ts'
import { parentsOf } from './trees.ts'

/** The filters beside a search, and what is known because of them of the records that they keep. */
export interface FiltersBeside {
  conditions: SQL[]
  days: Days
  /** Each a tsquery that the vectors of all these records match. */
  lexemes: string[]
}

/** Finds what the filters of a query come to, or those that are not on the field of a facet which is to be counted. */
export async function filtersBeside(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  query: ListFilters,
): Promise<(exceptFacet?: string) => FiltersBeside> {
  const named = namedRecords(noun, query)
  const narrower = await narrowerRecords(db, nouns, named)
  const lexemeOf = (noun: NounName, id: string) => {
    const own = referenceToken(noun, id)
    return (narrower.get(own) ?? [own]).map(quote).join(' | ')
  }
  return (exceptFacet) => ({
    conditions: conditionsOf(noun.parameters, query, exceptFacet),
    days: daysOf(noun.parameters, query, exceptFacet),
    lexemes: named
      .filter(({ facet }) => facet !== exceptFacet)
      .flatMap(({ noun, ids, all }) => {
        const each = ids.map((id) => lexemeOf(noun, id))
        return all ? each : [each.join(' | ')]
      }),
  })
}

interface Named {
  facet: string
  noun: NounName
  ids: string[]
  /** Whether a record refers to all of these, and not just to any. */
  all: boolean
}

/** The records to which all that the filters keep refer. */
function namedRecords({ parameters, facets }: Noun, query: ListFilters): Named[] {
  return parametersGiven(parameters, query).flatMap(([name, { references, counted, facet, known }, ids]) => {
    if (!references || !counted || counted.keeps === 'none' || !facet || facets[facet.name]?.elsewhere) return []
    if (!Array.isArray(ids) || ids.includes('none')) return []
    if (known.empty !== 'none' && !isCertain(query, name)) return []
    return [{ facet: facet.name, noun: references, ids, all: counted.keeps === 'all' }]
  })
}

/** The reference token of each record in a tree that is expanded, with those of itself and of all records below it. */
async function narrowerRecords(db: Database, nouns: Nouns, named: Named[]): Promise<Map<string, string[]>> {
  // A tree that only some links expand is expanded for all, so the tokens may cover more records than the filter keeps.
  const trees = expandingNouns(nouns)
  const isExpanded = (name: NounName) => trees.some((tree) => tree.name === name)
  const tops = named.flatMap(({ noun, ids }) => (isExpanded(noun) ? ids.map((id) => ({ noun, id })) : []))
  if (tops.length === 0) return new Map()
  const lists = await rows<{ noun: NounName; top: string; ids: string[] }>(
    db,
    sql`with recursive tree as (${parentsOf(trees)}), below (noun, top, id) as (
      select noun, id, id from tree
      join json_to_recordset(${JSON.stringify(tops)}::json) as top (noun text, id text) using (noun, id)
      union
      select below.noun, below.top, tree.id from below join tree on tree.noun = below.noun and tree.parent = below.id
    )
    select noun, top, array_agg(id) as ids from below group by noun, top`,
  )
  return new Map(
    lists.map(({ noun, top, ids }) => [referenceToken(noun, top), ids.map((id) => referenceToken(noun, id))]),
  )
}
