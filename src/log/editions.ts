import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { changes, editions, logHead } from '../database/log-tables.ts'
import { headBeside, headRow, rows } from '../database/rows.ts'
import { hongKong } from '../model/hong-kong.ts'
import { positionOfEdition } from './edition-position.ts'
import { editionName } from './moments.ts'

const names = z.array(z.string()).describe('Records as `noun/id`.')

/** The changes of an edition against the one before. */
const editionChanges = z.strictObject({
  added: names,
  changed: names,
  renamed: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  removed: names,
})

/** A named state of the published record. */
export const edition = z.strictObject({
  name: z.string().max(60).regex(editionName, 'must be small letters, digits, dots and hyphens, and no number or day'),
  readUntil: z.iso.date().nullable().describe('How far the sources were read.'),
  root: z.string().describe('The state root of its records, as the manifest has it.'),
  changed: editionChanges.describe('What it changed against the edition before.'),
})
export type Edition = z.infer<typeof edition>

/** An edition and where a log has it. */
export const loggedEdition = edition.extend({
  seq: z.int().min(0).max(1e15).describe('The position of the log at which it stands; `asOf` takes its name, too.'),
  at: z.string().describe('The instant of that position.'),
})
export type LoggedEdition = z.infer<typeof loggedEdition>

/** The editions that this log has, newest first, and the position that they were read at. */
export async function listEditions(db: Database): Promise<{ seq: number; data: LoggedEdition[] }> {
  const found = await rows<LoggedEdition & { head: number; name: string | null }>(
    db,
    sql`with placed as (
      select name, root, read_until::text as "readUntil", changed, ${positionOfEdition} as seq from ${editions}
    )
    select ${headBeside}, placed.name, placed.seq::float8 as seq, placed."readUntil", placed.root, placed.changed, (
      select ${wireInstant(sql`changes.at`)} from ${changes} where changes.seq <= placed.seq order by changes.seq desc limit 1
    ) as at
    from ${logHead} head left join placed on true order by placed.seq desc, placed.name desc`,
  )
  const data = found.filter(({ name }) => name !== null).map(({ head, ...one }) => one)
  return { seq: headRow(found).head, data }
}

/** Whether the log has an edition of this name. */
export async function hasEdition(db: Database, name: string): Promise<boolean> {
  return (await rows(db, sql`select from ${editions} where name = ${name}`)).length > 0
}

/** Notes editions of the origin that a mirror has come to. One that it has already is left as it is. */
export async function noteOriginEditions(db: Database, taken: LoggedEdition[]): Promise<void> {
  for (const { name, root, readUntil, changed, at } of taken)
    await rows(
      db,
      sql`insert into ${editions} (name, origin_at, root, read_until, changed)
      values (${name}, ${at}::timestamptz, ${root}, ${readUntil}::date, ${JSON.stringify(changed)}::jsonb)
      on conflict (name) do nothing`,
    )
}

/** Notes an edition: at the revisions that name it, or at the end of the log where it brought no change. */
export async function noteEdition(db: Database, { name, root, readUntil, changed }: Edition, isWritten: boolean) {
  const seq = isWritten ? sql`null` : sql`(select seq from ${logHead})`
  await rows(
    db,
    sql`insert into ${editions} (name, seq, root, read_until, changed)
    values (${name}, ${seq}, ${root}, ${readUntil}::date, ${JSON.stringify(changed)}::jsonb)`,
  )
}

/** How far the sources of the editions were read that the log has, or had at a position. */
export function readUntilOf(position?: number): SQL {
  const byThen = position === undefined ? sql`` : sql`where ${positionOfEdition} <= ${position}`
  return sql`(select max(${editions.readUntil})::text from ${editions} ${byThen})`
}

/** The last day that the registry speaks of: how far sources were read, or without an edition the day of the last change. */
export const lastDaySpokenOf = sql`(
  select coalesce(
    (select max(${editions.readUntil}) from ${editions} where ${positionOfEdition} <= head.seq),
    (select (changes.at at time zone interval '${sql.raw(hongKong)}')::date from ${changes}
      where changes.seq <= head.seq order by changes.seq desc limit 1)
  ) from ${logHead} head)`
