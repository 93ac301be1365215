import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import type { LinkTable } from '../database/link-tables.ts'
import { changes, records } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Noun, Nouns } from '../model/noun.ts'

const mostTold = 100

/** Compares the heads of the records, each noun's table, and its links with the last versions in the log. */
export async function verifyState(db: Database, nouns: Nouns, tell: (fault: string) => void): Promise<void> {
  for (const name of await strayHeads(db)) tell(`${name}: its head is not its last version`)
  for (const noun of nouns.values()) {
    for (const id of await strayRows(db, noun)) tell(`${noun.name}/${id}: the table stands at another version`)
    for (const { table } of noun.links)
      for (const id of await strayLinks(db, noun, table)) tell(`${noun.name}/${id}: a link stands at another version`)
  }
}

async function strayHeads(db: Database): Promise<string[]> {
  const heads = await rows<{ name: string }>(
    db,
    sql`select coalesce(last.noun, head.noun) || '/' || coalesce(last.id, head.id) as name from (
      select distinct on (noun, id) noun, id, version, version_id, op from ${changes} order by noun, id, seq desc
    ) last
    full join (select * from ${records} where version > 0) head on head.noun = last.noun and head.id = last.id
    where (last.version, last.version_id, last.op = 'delete') is distinct from (head.version, head.version_id, head.deleted)
    order by name limit ${mostTold}`,
  )
  return heads.map(({ name }) => name)
}

async function strayRows(db: Database, noun: Noun): Promise<string[]> {
  const stray = await rows<{ id: string }>(
    db,
    sql`select coalesce(head.id, present.id) as id
    from (select id, version_id from ${records} where noun = ${noun.name} and not deleted and version > 0) head
    full join ${noun.table} present on present.id = head.id
    where present.version_id is distinct from head.version_id
    order by 1 limit ${mostTold}`,
  )
  return stray.map(({ id }) => id)
}

async function strayLinks(db: Database, { table: owners }: Noun, table: LinkTable): Promise<string[]> {
  const owning = await rows<{ id: string }>(
    db,
    sql`select distinct ${table.owner} as id from ${table} left join ${owners} on ${owners.id} = ${table.owner}
    where ${owners.versionId} is distinct from ${table.versionId} order by 1 limit ${mostTold}`,
  )
  return owning.map(({ id }) => id)
}
