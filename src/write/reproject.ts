import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { records, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { projectionRules } from '../database/service-tables.ts'
import { transaction } from '../database/transaction.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { project } from './project.ts'

/** Counts the rules by which rows are made of documents: one more for each change of what `project` writes. */
const present = 1
const pageSize = 500

/** Makes the rows of all records again from the log where an older release made them. */
export async function reprojectIfStale(db: Database, nouns: Nouns): Promise<void> {
  const [made] = await rows<{ rules: number }>(db, sql`select rules from ${projectionRules}`)
  if (made?.rules === present) return
  for (const noun of nouns.values()) await reproject(db, nouns, noun)
  await rows(db, sql`update ${projectionRules} set rules = ${present}`)
}

async function reproject(db: Database, nouns: Nouns, noun: Noun): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined; ) after = await reprojectPage(db, nouns, noun, after)
}

/** Gives back the last id of the page, while more may follow. */
function reprojectPage(db: Database, nouns: Nouns, noun: Noun, after: string): Promise<string | undefined> {
  return transaction(db, async (tx) => {
    const page = await rows<{ id: string; version: number; versionId: number; content: string }>(
      tx,
      sql`select head.id, head.version, head.version_id::text::int as "versionId", content
      from ${records} head join ${versions} on versions.version_id = head.version_id
      where head.noun = ${noun.name} and not head.deleted and head.id > ${after}
      order by head.id limit ${pageSize} for update of head`,
    )
    await project(
      tx,
      nouns,
      page.map(({ content, ...version }) => ({ noun, document: JSON.parse(content) as RecordDocument, ...version })),
      () => true,
    )
    return page.length < pageSize ? undefined : page.at(-1)?.id
  })
}
