import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { logHead } from '../../../database/log-tables.ts'
import { headRow, headSeq, preparedEach } from '../../../database/rows.ts'
import { conditionsOf } from '../../../model/conditions.ts'
import type { Facet } from '../../../model/facet.ts'
import type { Noun } from '../../../model/noun.ts'
import { nounNamed } from '../../../model/noun-list.ts'
import { coveredMeetings } from '../../../nouns/meetings/covered-meetings.ts'
import { valuesOf } from '../../facets.ts'
import { hrefWith } from '../../hrefs.ts'
import type { View } from '../../registry.ts'
import { countInMemory } from '../matrix/matrix-counts.ts'

const measures = ['agreements', 'consensus-areas'] as const
type Measure = (typeof measures)[number]

/** The records of a mechanism, or of none, that are in a domain: how many there are, and the list of them. */
interface Held {
  count: number
  lowerBound: boolean
  href?: string
}

/** The holdings in one measure by mechanism; null stands for none. Mechanisms without a record are left out. */
type HeldBy = ReadonlyMap<string | null, Held>

export interface Holders {
  /** The log positions that this was read at. */
  seqs: number[]
  /** The ids of all mechanisms, in the order of their names. */
  mechanisms: string[]
  agreements: HeldBy
  areas: HeldBy
}

type Count = [mechanism: string | null, count: number]

interface Row {
  seq: number
  mechanisms: string[]
  counts: Partial<Record<Measure, Count[]>>
  short: Record<Measure, (string | null)[]>
}

const preparedOn = preparedEach<Row>()

/** Reads the holdings of each mechanism in a domain; one statement counts whatever memory cannot. */
export async function readHolders(view: View, domain: string): Promise<Holders> {
  const { db, nouns } = view
  const [agreements, areas] = await Promise.all(measures.map((measure) => countKnown(view, measure, domain)))
  const counted = measures.filter((_, at) => ![agreements, areas][at])
  const row = headRow(await preparedOn(db, () => statementOf(view, counted), counted.join())({ domain }))
  const heldIn = (measure: Measure, known: Count[] = row.counts[measure] ?? []): HeldBy =>
    new Map(
      known.map(([mechanism, count]) => {
        const href = hrefWith(nounNamed(nouns, measure), { domain: [domain] }, { mechanism })
        return [mechanism, { count, lowerBound: row.short[measure].includes(mechanism), href }]
      }),
    )
  return {
    seqs: [row, agreements, areas].flatMap((read) => (read ? [read.seq] : [])),
    mechanisms: row.mechanisms,
    agreements: heldIn('agreements', agreements?.counts),
    areas: heldIn('consensus-areas', areas?.counts),
  }
}

/** The counts of a noun that is counted in memory. */
async function countKnown(view: View, measure: Measure, domain: string) {
  const query = { domain: [domain], undetermined: 'none' } as const
  const noun = nounNamed(view.nouns, measure)
  const known = await countInMemory(view, noun, query, { rows: 'mechanism', columns: 'year' })
  return (
    known && {
      seq: known.seq,
      counts: known.counts.flatMap(({ kind, row, count }): Count[] => (kind === 'row' ? [[row, count]] : [])),
    }
  )
}

function statementOf({ nouns }: View, counted: Measure[]): SQL {
  const { table } = nounNamed(nouns, 'mechanisms')
  const each = (named: readonly Measure[], of: (measure: Measure) => SQL) => {
    const members = named.map((measure) => sql`${measure}::text, ${of(measure)}`)
    return sql`json_build_object(${sql.join(members, sql`, `)})`
  }
  return sql`select ${headSeq},
      (select coalesce(json_agg(${table.id} order by ${table.label}, ${table.id}), '[]') from ${table}) as mechanisms,
      ${each(counted, (measure) => countsOf(nounNamed(nouns, measure), sql.placeholder('domain')))} as counts,
      ${each(measures, shortOf)} as short
    from ${logHead} head`
}

function countsOf(noun: Noun, domain: Placeholder): SQL {
  const values = valuesOf(noun, noun.facets.mechanism as Facet, conditionsOf(noun.parameters, { domain: [domain] }))
  return sql`(select coalesce(json_agg(json_build_array(value, count)), '[]')
    from (select value, count(*)::int as count from (${values}) as held group by value) as counted)`
}

/** The mechanisms of which sources declare more than is itemised, whatever its domains. */
const shortOf = (measure: Measure): SQL =>
  sql`(select coalesce(json_agg(distinct mechanism), '[]') from (${coveredMeetings({}, measure)}) as covered
    where (missing > 0 or open) and date_from is not null)`
