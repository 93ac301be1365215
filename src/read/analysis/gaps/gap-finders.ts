import { type SQL, sql } from 'drizzle-orm'
import {
  agreementAreas,
  agreementDomains,
  agreementRelations,
  agreementSignatories,
  areaDomains,
} from '../../../database/link-tables.ts'
import { versions } from '../../../database/log-tables.ts'
import { agreements, consensusAreas, mechanisms, meetings, sources } from '../../../database/noun-tables.ts'
import { languages } from '../../../language/texts.ts'
import type { Nouns } from '../../../model/noun.ts'
import { itemisedAt } from '../itemised-meetings.ts'
import { hasPossible, sharesDomain } from '../possible-documents.ts'
import type { GapKind } from './gaps-schema.ts'
import { uncited } from './uncited-fields.ts'

/** The query for each kind of gap: noun, id, version, since when, in which fields, and by what reason it is certain or not. */
export const finders: Record<GapKind, (day: string, nouns: Nouns) => SQL> = {
  'area-without-agreement': () => sql`
    select 'consensus-areas' as noun, id, version_id, null::text as since, null::json as fields, ${areaReason} as because
    from ${consensusAreas}
    where agreed and not exists (select from ${agreementAreas} where ${agreementAreas.target} = ${consensusAreas.id})`,
  'agreement-without-area': () => sql`
    select 'agreements' as noun, id, version_id, null::text as since, null::json as fields,
      ${itemisedAt(sql`${agreements.meeting}`, 'consensus-areas')} as because
    from ${agreements}
    where type <> 'session-memorandum'
      and exists (select from ${consensusAreas} where ${consensusAreas.meeting} = ${agreements.meeting} and ${consensusAreas.agreed})
      and not exists (select from ${agreementAreas} where ${agreementAreas.owner} = ${agreements.id})
      and not exists (
        select from ${consensusAreas}
        where ${consensusAreas.meeting} = ${agreements.meeting} and ${consensusAreas.agreed} and ${sharesDomain})`,
  'silent-mechanism': (day) => sql`
    select 'mechanisms' as noun, id, version_id, last.day::text as since, null::json as fields, 'none-recorded' as because
    from ${mechanisms}
    cross join lateral (select max(date_to) as day from ${meetings} where ${meetings.mechanism} = ${mechanisms.id}) as last
    where status = 'active' and (last.day is null or last.day < ${day}::date - interval '24 months')`,
  'expired-without-successor': (day) => sql`
    select 'agreements' as noun, id, version_id, expires_to::text as since, null::json as fields, 'none-recorded' as because
    from ${agreements}
    where expires_to < ${day}::date and status not in ('terminated', 'superseded')
      and not exists (
        select from ${agreementRelations}
        where ${agreementRelations.target} = ${agreements.id} and ${agreementRelations.side} in ('renews', 'supersedes', 'amends'))`,
  'uncited-field': (_day, nouns) => asWritten(uncited(nouns)),
  untranslated: (_day, nouns) => asWritten(untranslated(nouns)),
  contested: (_day, nouns) => asWritten(contested(nouns)),
  'no-signatory': () =>
    asWritten(sql`
      select 'agreements' as noun, id, version_id, null::text as since, '["/signatories"]'::json as fields from ${agreements}
      where not exists (select from ${agreementSignatories} where ${agreementSignatories.owner} = ${agreements.id})`),
  'no-text': () => asWritten(lacking('agreements', agreements, 'texts')),
  'no-address': () => asWritten(lacking('sources', sources, 'url')),
}

/** Only where all documents of the meeting are itemised, and none of them or later may be it, was nothing signed for certain. */
const areaReason = sql`(
  select case
    when state <> 'all-itemised' then state
    when ${hasPossible} then 'possible-documents'
    when not exists (select from ${areaDomains} where ${areaDomains.owner} = ${consensusAreas.id}) then 'domain-not-known'
    when exists (
      select from ${agreements} where ${agreements.meeting} = ${consensusAreas.meeting}
        and not exists (select from ${agreementDomains} where ${agreementDomains.owner} = ${agreements.id})
    ) then 'domain-not-known'
    else state end
  from (select ${itemisedAt(sql`${consensusAreas.meeting}`, 'agreements')} as state) as documents)`

const asWritten = (found: SQL) => sql`select found.*, 'as-written' as because from (${found}) as found`

/** The records whose name does not stand in all languages. */
function untranslated(nouns: Nouns): SQL {
  const each = [...nouns.values()].map(({ name, table, schema }) => {
    const field = 'title' in schema.shape ? '/title/' : '/name/'
    const missing = languages.map((one) => sql`(${one}::text)`)
    return sql`select ${name}::text as noun, ${table.id} as id, ${table.versionId} as version_id, null::text as since, lacking.fields
      from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
      cross join lateral (
        select json_agg(${field}::text || language) as fields
        from (values ${sql.join(missing, sql`, `)}) as needed (language) where ${versions.label}::json->>language is null
      ) as lacking where lacking.fields is not null`
  })
  return sql.join(each, sql` union all `)
}

function contested(nouns: Nouns): SQL {
  const each = [...nouns.values()].map(
    ({ name, table }) => sql`
      select ${name}::text as noun, ${table.id} as id, ${table.versionId} as version_id, null::text as since, (
        select json_agg(alternative->>'pointer') from json_array_elements(${versions.content}::json->'alternatives') as alternative
      ) as fields
      from ${table} join ${versions} on ${versions.versionId} = ${table.versionId} where ${table.contested}`,
  )
  return sql.join(each, sql` union all `)
}

/** The records that have nothing in a field which no filter looks at. */
function lacking(noun: string, table: typeof agreements | typeof sources, field: string): SQL {
  return sql`select ${noun}::text as noun, ${table.id} as id, ${table.versionId} as version_id, null::text as since,
      json_build_array('/' || ${field}::text) as fields
    from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
    where coalesce((${versions.content}::json->${field}::text)::text, 'null') in ('null', '[]')`
}
