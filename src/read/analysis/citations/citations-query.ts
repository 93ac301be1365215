import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { citations } from '../../../database/link-tables.ts'
import { logHead } from '../../../database/log-tables.ts'
import { headRow, headSeq, rows } from '../../../database/rows.ts'
import type { NounName } from '../../../model/record-name.ts'
import type { SourceCitations } from './citations-schema.ts'

type CitationRow = Omit<SourceCitations['data'][number], 'href'>

interface CitationRequest {
  source: string
  locator?: string[]
  noun?: NounName[]
  limit: number
  /** The noun, id and pointer of the last citation read. */
  after?: [string, string, string]
}

/** One page of the citations of a source, by record, with their total and the log position. */
export async function listCitations(
  db: Database,
  { source, locator, noun, limit, after }: CitationRequest,
): Promise<{ seq: number; total: number; citations: CitationRow[] }> {
  const matching = and(
    eq(citations.source, source),
    locator && inArray(citations.locator, locator),
    noun && inArray(citations.noun, noun),
  )
  const beyond =
    after &&
    sql`(noun, id, pointer) > (${sql.join(
      after.map((part) => sql`${part}`),
      sql`, `,
    )})`
  const page = await rows<CitationRow & { seq: number; total: number }>(
    db,
    sql`with page as (
      select noun, id, pointer, fields, locator, note from ${citations}
      where ${and(matching, beyond)} order by noun, id, pointer limit ${limit + 1}
    )
    select (select count(*)::int from ${citations} where ${matching}) as total, ${headSeq}, page.*
    from ${logHead} head left join page on true order by noun, id, pointer`,
  )
  const { seq, total } = headRow(page)
  return { seq, total, citations: page.filter(({ id }) => id !== null) }
}
