import { sql } from 'drizzle-orm'
import { agreementDomains, areaDomains } from '../../database/link-tables.ts'
import { versions } from '../../database/log-tables.ts'
import { agreements, consensusAreas, meetings } from '../../database/noun-tables.ts'
import { recordPath } from '../../http/api-address.ts'
import type { Language } from '../../language/texts.ts'
import type { LocalizedText } from '../../model/fields.ts'
import { labelIn } from '../../model/labels.ts'
import { asThen } from '../hrefs.ts'

// The documents that may carry out an area though nothing says so: of the same meeting or a later day of its mechanism, and
// in one of its domains. They are computed, and stand in no record.

/** Whether an agreement and an area share a domain. That both lie in a broader one is not enough. */
export const sharesDomain = sql`exists (
  select from ${agreementDomains} join ${areaDomains} on ${areaDomains.target} = ${agreementDomains.target}
  where ${agreementDomains.owner} = ${agreements.id} and ${areaDomains.owner} = ${consensusAreas.id}
    and (${agreementDomains.stated} or ${areaDomains.stated}))`

const possible = sql`from ${agreements} join ${meetings} on ${meetings.id} = ${consensusAreas.meeting}
  where ${agreements.type} <> 'session-memorandum' and ${sharesDomain} and (
    ${agreements.meeting} = ${meetings.id}
    or ${agreements.mechanism} = ${meetings.mechanism}
      and (${agreements.signedTo} is null or ${agreements.signedTo} >= ${meetings.dateFrom}))`

/** Whether there is one for an area. */
export const hasPossible = sql`exists (select ${possible})`

const mostNamed = 20

/** The earliest of them for an area, as a JSON array of ids and labels. */
export const possibleDocuments = sql`(
  select coalesce(json_agg(json_build_object('id', documents.id, 'label', ${versions.label}::json) order by on_date, documents.id), '[]')
  from (
    select ${agreements.id} as id, ${agreements.onDate} as on_date, ${agreements.versionId} as version_id ${possible}
    order by ${agreements.onDate}, ${agreements.id} limit ${mostNamed}
  ) as documents join ${versions} on ${versions.versionId} = documents.version_id)`

export interface PossibleRow {
  id: string
  label: LocalizedText
}

export function toPossible(documents: PossibleRow[], language: Language, asOf: string | undefined) {
  return documents.map(({ id, label }) => ({
    id,
    ...labelIn(label, language, id),
    href: asThen(recordPath('agreements', id), asOf),
  }))
}
