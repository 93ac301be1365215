import { sql } from 'drizzle-orm'
import { wireInstant } from '../database/instants.ts'
import { changes, revisions } from '../database/log-tables.ts'

/**
 * When the version was committed, for rows of `versions`, as the seal gives it to the version's change. A revision may
 * have many versions, so it is quicker found than the change.
 */
const updatedAt = wireInstant(
  sql`coalesce(versions.origin_at, (select committed_at from ${revisions} where revisions.tx = versions.tx))`,
)

/** When the record's first version was. A mirror need not have that version; its origin tells. */
const createdAt = wireInstant(
  sql`coalesce(versions.origin_created_at, (select at from ${changes} where changes.version_id = versions.record_id))`,
)

/** The instants that a version prints, which no row of `versions` can hold: they are given when it is committed. */
export const ownedColumns = sql`${createdAt} as "createdAt", ${updatedAt} as "updatedAt"`

/** The same for texts of which many are read: `createdAt` is null where this version is the first, which saves a look. */
export const instantColumns = sql`case when versions.record_id <> versions.version_id or versions.origin_created_at is not null
  then ${createdAt} end as "createdAt", ${updatedAt} as "updatedAt"`

/** The text of a record as it is sent: the owned fields stand behind the id, which has no character that JSON escapes. */
export const sentText = sql`substr(versions.content, 1, ${sql.raw(String('{"id":""'.length))} + length(versions.id))
  || ',"version":' || versions.version || ',"createdAt":"' || ${createdAt} || '","updatedAt":"' || ${updatedAt} || '"'
  || substr(versions.content, ${sql.raw(String('{"id":""'.length + 1))} + length(versions.id))`
