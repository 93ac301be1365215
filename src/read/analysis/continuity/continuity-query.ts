import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { areaDomains } from '../../../database/link-tables.ts'
import { versions } from '../../../database/log-tables.ts'
import { consensusAreas, domains, meetings } from '../../../database/noun-tables.ts'
import { rows } from '../../../database/rows.ts'
import { declaredNumber } from '../../../nouns/meetings/declared-numbers.ts'
import { type PossibleRow, possibleDocuments } from '../possible-documents.ts'

/** A session and how many areas of consensus it has. */
export interface SessionRow {
  id: string
  body: string
  declared: number | null
  itemised: number
}

/** How many areas sources declare for a meeting at most. */
export const declaredAreas = declaredNumber(sql`${meetings.claims}`, 'consensus-areas')

/** How many agreed areas of a meeting are itemised. */
export const itemisedAreas = sql`(
  select count(*)::int from ${consensusAreas}
  where ${consensusAreas.meeting} = ${meetings.id} and ${consensusAreas.agreed})`

/** The sessions of a mechanism, earliest first. */
export function listSessions(db: Database, mechanism: string): Promise<SessionRow[]> {
  return rows<SessionRow>(
    db,
    sql`select ${meetings.id} as id, ${versions.content} as body,
      ${declaredAreas} as declared, ${itemisedAreas} as itemised
    from ${meetings} join ${versions} on ${versions.versionId} = ${meetings.versionId}
    where ${eq(meetings.mechanism, mechanism)} order by ${meetings.onDate}, ${meetings.id}`,
  )
}

/** An area of a session under one of its domains, the domains above the stated ones included. */
export interface AreaRow {
  meeting: string
  domain: string
  stated: boolean
  area: string
  /** The stored area and domain. */
  body: string
  domainBody: string
  /** The documents that may carry it out. */
  possible: PossibleRow[]
}

/** The agreed areas of all sessions of a mechanism, by domain. */
export function listAreas(db: Database, mechanism: string): Promise<AreaRow[]> {
  return rows<AreaRow>(
    db,
    sql`select ${consensusAreas.meeting} as meeting, ${areaDomains.target} as domain, ${areaDomains.stated} as stated,
      ${consensusAreas.id} as area, area_version.content as body, domain_version.content as "domainBody",
      ${possibleDocuments} as possible
    from ${consensusAreas}
    join ${meetings} on ${meetings.id} = ${consensusAreas.meeting}
    cross join lateral (
      select distinct target, stated from ${areaDomains} where ${areaDomains.owner} = ${consensusAreas.id}
    ) as ${areaDomains}
    join ${domains} on ${domains.id} = ${areaDomains.target}
    join ${versions} as area_version on area_version.version_id = ${consensusAreas.versionId}
    join ${versions} as domain_version on domain_version.version_id = ${domains.versionId}
    where ${and(eq(meetings.mechanism, mechanism), consensusAreas.agreed)}
    order by ${areaDomains.target}, ${consensusAreas.position}, ${consensusAreas.id}`,
  )
}
