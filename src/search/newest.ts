import { and, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import type { Noun } from '../registry/noun.ts'

// A word may stand in half of a million records. So a search by relevance looks at the newest of its matches only: it
// ranks, counts and facets these. Finding them without reading all matches takes two steps at most for a common word:
// the newest records by their date and the matches by the search index are intersected before any row is read.

/** How many matches a search by relevance looks at. */
export const mostMatches = 1_000

/** How many of the newest records the first steps look at. */
const steps = [8_000, 80_000]
/** A table with fewer records is looked at whole. */
const large = 50_000

/** Dates that about so many of a noun's records are not older than, the latest first; none where the table is small. */
export type FindSteps = (noun: Noun) => Promise<string[]>

const trustedFor = 60_000

/** Takes the dates from the statistics that the database keeps: a wrong one costs time and changes nothing. */
export function stepFinder(db: Database): FindSteps {
  const known = new Map<Noun, { at: number; dates: string[] }>()
  return async (noun) => {
    const kept = known.get(noun)
    if (kept && Date.now() - kept.at < trustedFor) return kept.dates
    const dates = noun.table.onDate ? await readSteps(db, noun) : []
    known.set(noun, { at: Date.now(), dates })
    return dates
  }
}

async function readSteps(db: Database, noun: Noun): Promise<string[]> {
  const [found] = await rows<{ amount: number; bounds: string[] | null }>(
    db,
    sql`select reltuples::float8 as amount, (
        select array(select day::text from unnest(histogram_bounds::text::date[]) as day)
        from pg_stats where schemaname = nspname and tablename = relname and attname = 'on_date'
      ) as bounds
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where pg_class.oid = ${noun.name.replaceAll('-', '_')}::regclass`,
  )
  const { amount = 0, bounds } = found ?? {}
  if (!bounds || amount < large) return []
  return steps.flatMap((step) => bounds[Math.floor((1 - step / amount) * (bounds.length - 1))] ?? [])
}

/** The newest records under the conditions, as rows of `id`, `version_id` and `key`. */
export function newestMatches({ table }: Noun, conditions: SQL[], key: SQL, dates: string[]): SQL {
  const { id, versionId, onDate } = table
  const order = onDate ? sql`${onDate} desc, ${id} desc` : sql`${id} desc`
  const matches = (...also: SQL[]) => sql`
    select ${id} as id, ${versionId} as version_id, ${key} as key from ${table}
    where ${and(...conditions, ...also)} order by ${order} limit ${mostMatches}`
  if (!onDate || dates.length === 0) return matches()
  const names = dates.map((_, index) => sql.identifier(`step_${index}`))
  const isFull = (name: SQL.Aliased | ReturnType<typeof sql.identifier>) =>
    sql`(select count(*) >= ${mostMatches} from ${name})`
  const noneFull = (count: number) => names.slice(0, count).map((name) => sql`not ${isFull(name)}`)
  const parts = dates.map(
    (date, index) => sql`${names[index]} as materialized (${matches(sql`${onDate} >= ${date}`, ...noneFull(index))})`,
  )
  return sql`with ${sql.join(parts, sql`, `)}
    ${sql.join(
      names.map((name) => sql`select * from ${name} where ${isFull(name)}`),
      sql` union all `,
    )}
    union all (${matches(...noneFull(names.length))})`
}
