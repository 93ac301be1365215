import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { areaDomains } from '../../../database/link-tables.ts'
import { logHead, versions } from '../../../database/log-tables.ts'
import { consensusAreas, meetings } from '../../../database/noun-tables.ts'
import { headRow, headSeq, rows } from '../../../database/rows.ts'
import { declaredAreas, itemisedAreas } from './continuity-query.ts'

/** A session with its date as the source gives it, and how many areas of consensus it has. */
export interface DatedSession {
  id: string
  date: string
  declared: number | null
  itemised: number
}

/** How many agreed areas of a session are in a domain, or in a narrower one: as many as the list of them has. */
export interface DomainCount {
  meeting: string
  domain: string
  count: number
}

interface SessionDomains {
  seq: number
  /** Earliest first. */
  sessions: DatedSession[]
  /** Numbers for the domains that areas are stated to be in. */
  domains: DomainCount[]
}

/** The sessions of a mechanism and the domains of their areas, at one moment. */
export async function readSessionDomains(db: Database, mechanism: string): Promise<SessionDomains> {
  const ofMechanism = eq(meetings.mechanism, mechanism)
  const found = await rows<SessionDomains>(
    db,
    sql`select ${headSeq}, (
      select coalesce(json_agg(session order by on_date, id), '[]') from (
        select ${meetings.onDate} as on_date, ${meetings.id} as id, ${versions.content}::json->>'date' as date,
          ${declaredAreas} as declared, ${itemisedAreas} as itemised
        from ${meetings} join ${versions} on ${versions.versionId} = ${meetings.versionId} where ${ofMechanism}
      ) as session
    ) as sessions, (
      select coalesce(json_agg(json_build_object('meeting', meeting, 'domain', domain, 'count', count) order by domain, meeting), '[]') from (
        select *, bool_or(stated) over (partition by domain) as is_row from (
          select ${consensusAreas.meeting} as meeting, ${areaDomains.target} as domain, bool_or(${areaDomains.stated}) as stated,
            count(distinct ${areaDomains.owner})::int as count
          from ${consensusAreas} join ${meetings} on ${meetings.id} = ${consensusAreas.meeting}
          join ${areaDomains} on ${areaDomains.owner} = ${consensusAreas.id}
          where ${and(ofMechanism, consensusAreas.agreed)} group by 1, 2
        ) as counted
      ) as each where is_row
    ) as domains from ${logHead} head`,
  )
  return headRow(found)
}
