import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { formerIds, records, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Nouns } from '../model/noun.ts'
import { nounNamed } from '../model/noun-list.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { type NounName, nameOf, type RecordName } from '../model/record-name.ts'
import { renameReferences } from '../model/rename-references.ts'

/** A record as it stands in the registry that an edition comes to. */
export interface PresentRecord {
  noun: NounName
  id: string
  version: number
  deleted: boolean
  sha256: string
  /** Whether any version came with an edition. */
  published: boolean
  /** The present document if it was written outside an edition; undefined if it came with the last edition. */
  local?: RecordDocument
}

/** The content of one version of a record, and whether an edition brought it. */
interface Step {
  content: string
  edition: boolean
}

interface Row extends Omit<PresentRecord, 'published' | 'local'> {
  /** The versions in their order; of a record that only editions have written, the last one. */
  steps: Step[]
}

/** All records by name. */
export async function presentRecords(db: Database, nouns: Nouns): Promise<Map<string, PresentRecord>> {
  const newIds = await idsOfToday(db)
  const standing = await rows<Row>(
    db,
    sql`select records.noun, records.id, records.version, deleted, encode(last.sha256, 'hex') as sha256, coalesce(
      (select json_agg(json_build_object('content', content, 'edition', edition is not null) order by version_id)
        from ${versions} join ${revisions} using (tx) where record_id = last.record_id having bool_or(edition is null)),
      json_build_array(json_build_object('content', '', 'edition', true))
    ) as steps
    from ${records} join ${versions} last on last.version_id = records.version_id`,
  )
  return new Map(
    standing.map(({ steps, ...one }): [string, PresentRecord] => {
      const toDocument = (content: string) =>
        renameReferences(nounNamed(nouns, one.noun), JSON.parse(content) as RecordDocument, newIds)
      return [nameOf(one), { ...one, ...writersOf(steps, toDocument) }]
    }),
  )
}

/** Follows who wrote a record. An edition that only gave new ids to what a local record refers to leaves it a local one. */
function writersOf(
  steps: Step[],
  toDocument: (content: string) => RecordDocument,
): Pick<PresentRecord, 'published' | 'local'> {
  let published = false
  let local: RecordDocument | undefined
  for (const { content, edition } of steps) {
    const document = edition && !local ? undefined : toDocument(content)
    const isRewritten = local && JSON.stringify(document) === JSON.stringify(local)
    local = edition && !isRewritten ? undefined : document
    published ||= local === undefined
  }
  return { published, local }
}

/** The id that a record has now which had another one before. */
async function idsOfToday(db: Database): Promise<(record: RecordName) => string | undefined> {
  const renamed = await rows<{ noun: NounName; formerId: string; id: string }>(
    db,
    sql`select noun, former_id as "formerId", id from ${formerIds}`,
  )
  const ids = new Map(renamed.map(({ noun, formerId, id }) => [nameOf({ noun, id: formerId }), id]))
  return (record) => ids.get(nameOf(record))
}
