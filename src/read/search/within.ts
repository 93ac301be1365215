import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { domains } from '../../database/noun-tables.ts'
import { rows } from '../../database/rows.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun } from '../../model/noun.ts'
import { conditionsOf, type Days, daysOf, type ListFilters } from '../../model/parameters.ts'
import { referenceToken } from '../../model/projection.ts'
import { quote } from '../../text/vector.ts'

/** The filters beside a search, and what is known because of them of the records that they keep. */
export interface Within {
  conditions: SQL[]
  days: Days
  /** Each a tsquery that the vectors of all these records match. */
  lexemes: string[]
}

/** Finds what the filters of a query come to, or those that are not on the field of a facet which is to be counted. */
export async function withinFinder(
  db: Database,
  noun: Noun,
  query: ListFilters,
): Promise<(exceptFacet?: string) => Within> {
  const named = namedRecords(noun, query)
  const narrower = await narrowerDomains(
    db,
    named.flatMap(({ noun, ids }) => (noun === 'domains' ? ids : [])),
  )
  const lexemeOf = (noun: NounName, id: string) =>
    (noun === 'domains' ? (narrower.get(id) ?? [id]) : [id]).map((id) => quote(referenceToken(noun, id))).join(' | ')
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
  return Object.entries(parameters).flatMap(([name, { references, counted, facet }]) => {
    const ids = query[name]
    if (!references || !counted || counted.keeps === 'none' || !facet || facets?.[facet]?.elsewhere) return []
    if (!Array.isArray(ids) || ids.includes('none')) return []
    return [{ facet, noun: references, ids, all: counted.keeps === 'all' }]
  })
}

/** Each of some domains with all domains below it. */
async function narrowerDomains(db: Database, ids: string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const found = await rows<{ top: string; ids: string[] }>(
    db,
    sql`with recursive below (top, id) as (
      select id, id from ${domains} where id = any(${sql.param(ids)}::text[])
      union
      select below.top, narrower.id from below join ${domains} narrower on narrower.parent = below.id
    )
    select top, array_agg(id) as ids from below group by top`,
  )
  return new Map(found.map(({ top, ids }) => [top, ids]))
}
