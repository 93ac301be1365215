import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { citations } from '../../../database/link-tables.ts'
import { versions } from '../../../database/log-tables.ts'
import { wordsForUnknown } from '../../../model/fields.ts'
import type { Nouns } from '../../../model/noun.ts'
import { isCited } from '../../../model/noun-list.ts'
import { unsupportedAs } from '../../../model/support.ts'

/** The fields of a noun that no source states. */
const unsupportedIn = (schema: z.ZodObject) =>
  Object.entries(schema.shape).flatMap(([field, part]) => (unsupportedAs(part) ? [field] : []))

/** Values of a field that say nothing. */
const sayNothing = ['null', '[]', '""', ...wordsForUnknown.map((word) => JSON.stringify(word))]

/** The records with top-level fields that no citation supports, in the record or in the field itself. A source is cited by itself. */
export function uncited(nouns: Nouns): SQL {
  const tables = [...nouns.values()]
    .filter(({ name }) => !isCited(nouns, name))
    .map(
      ({ name, table, schema }) => sql`
        select ${name}::text as noun, ${table.id} as id, ${table.versionId} as version_id,
          ${sql.param(unsupportedIn(schema))}::text[] as unsupported
        from ${table}`,
    )
  return sql`
    select noun, id, version_id, null::text as since, fields
    from (${sql.join(tables, sql` union all `)}) as record
    cross join lateral (
      select json_agg('/' || name order by name) as fields
      from ${versions} cross join lateral json_each(${versions.content}::json) as field (name, value)
      where ${versions.versionId} = record.version_id
        and name <> all(record.unsupported) and value::text <> all(${sql.param(sayNothing)}::text[])
        and not (name = 'domains' and ${versions.content}::json->>'domainBasis' = 'inferred')
        and not exists (
          select from ${citations} left join lateral jsonb_array_elements_text(${citations.fields}) as supported (pointer) on true
          where ${citations.noun} = record.noun and ${citations.id} = record.id
            and name in (split_part(supported.pointer, '/', 2), split_part(${citations.pointer}, '/', 2)))
    ) as lacking
    where fields is not null and not exists (
      select from ${citations}
      where ${citations.noun} = record.noun and ${citations.id} = record.id
        and ${citations.pointer} ~ '^/citations/' and ${citations.fields} is null)`
}
