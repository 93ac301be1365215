import { and, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import type { Noun } from '../registry/noun.ts'

// A word may stand in half of a million records. So a search by relevance looks at the newest of its matches only: it
// ranks, counts and facets these. The newest few records show whether a word is common. If it is, the records are walked
// by date until there are matches enough; if not, the search index gives the matches, first those not older than a day.

/** How many matches a search by relevance looks at. */
export const mostMatches = 1_000

/** How many of the newest records each step looks at. */
const steps = { first: 3_000, walked: 25_000, indexed: 80_000 }
/** A word in fewer of the first records than `common` is looked up in the index. */
const usual = { most: mostMatches, common: 150 }
/** A table with fewer records is looked at whole. */
const large = 100_000

/** Days that about so many of a noun's records are not older than. */
export type Steps = Record<keyof typeof steps, string>

/** Undefined where the table is small. */
export type FindSteps = (noun: Noun) => Promise<Steps | undefined>

const trustedFor = 60_000

/** Takes the days from the statistics that the database keeps: a wrong one costs time and changes nothing. */
export function stepFinder(db: Database): FindSteps {
  const known = new Map<Noun, { at: number; days: Steps | undefined }>()
  return async (noun) => {
    const kept = known.get(noun)
    if (kept && Date.now() - kept.at < trustedFor) return kept.days
    const days = noun.table.onDate ? await readSteps(db, noun) : undefined
    known.set(noun, { at: Date.now(), days })
    return days
  }
}

async function readSteps(db: Database, noun: Noun): Promise<Steps | undefined> {
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
  if (!bounds || amount < large) return undefined
  const dayOf = (step: number) => bounds[Math.floor((1 - step / amount) * (bounds.length - 1))] ?? ''
  return { first: dayOf(steps.first), walked: dayOf(steps.walked), indexed: dayOf(steps.indexed) }
}

/** The newest records that a search finds under filters, as rows of `id`, `version_id` and `key`. */
export function newestMatches(
  { table }: Noun,
  search: SQL,
  filters: SQL[],
  key: SQL,
  days: Steps | undefined,
  { most, common } = usual,
): SQL {
  const { id, versionId, onDate } = table
  const order = onDate ? sql`${onDate} desc, ${id} desc` : sql`${id} desc`
  const matches = (found: SQL, also: SQL = sql`true`, by = order) => sql`
    select ${id} as id, ${versionId} as version_id, ${key} as key from ${table}
    where ${and(found, ...filters, also)} order by ${by} limit ${most}`
  if (!onDate || !days) return matches(search)
  // What is asked to be true is not looked up in the search index.
  const walked = sql`(${search}) is true`
  // And what is ordered by a sum is not walked by date, however many matches of a rare word Postgres expects.
  const looked = sql`(${onDate} + 0) desc, ${id} desc`
  return sql`with
    first_step as materialized (${matches(walked, sql`${onDate} >= ${days.first}`)}),
    first_found as materialized (select count(*) as count from first_step),
    walk as materialized (${matches(
      walked,
      sql`${onDate} >= ${days.walked} and (select count >= ${common} and count < ${most} from first_found)`,
    )}),
    walk_found as materialized (select greatest(first_found.count, (select count(*) from walk)) as count from first_found),
    look_up as materialized (${matches(
      search,
      sql`${onDate} >= ${days.indexed} and (select count < ${most} from walk_found)`,
      looked,
    )}),
    found as materialized (select greatest(walk_found.count, (select count(*) from look_up)) as count from walk_found)
    select * from first_step where (select count = ${most} from first_found)
    union all select * from walk where (select count(*) = ${most} from walk)
    union all select * from look_up where (select count(*) = ${most} from look_up)
    union all (${matches(search, sql`(select count < ${most} from found)`, looked)})`
}
