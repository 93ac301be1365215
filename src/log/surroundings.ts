import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Surroundings } from '../model/check-records.ts'
import type { Nouns } from '../model/noun.ts'
import { nounNamed } from '../model/noun-list.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { quote } from '../text/vector.ts'

/** How many records of one name are returned. */
const mostNamed = 20

/** Answers from the rows of nouns, which at a position of the past are those of then. */
export function surroundingsIn(db: Database, nouns: Nouns): Surroundings {
  return {
    // One noun after the other, because in a transaction all of them share a connection.
    async records(references) {
      const records: { noun: string; document: RecordDocument }[] = []
      for (const noun of nounsOf(references)) {
        const ids = references.flatMap((reference) => (reference.noun === noun ? [reference.id] : []))
        for (const document of await readDocuments(db, nouns, noun, ids)) records.push({ noun, document })
      }
      return records
    },
    async named(names) {
      const named: { noun: string; key: string; id: string }[] = []
      for (const noun of nounsOf(names)) {
        const { table } = nounNamed(nouns, noun)
        const keys = names.flatMap(({ noun: own, key }) => (own === noun ? [{ key, literal: quote(key) }] : []))
        const matches = await rows<{ key: string; id: string }>(
          db,
          sql`select one.key, named.id from json_to_recordset(${JSON.stringify(keys)}::json) as one (key text, literal text)
          cross join lateral (
            select ${table.id} as id from ${table} where ${table.search} @@ one.literal::tsquery limit ${mostNamed}
          ) as named order by one.key, named.id`,
        )
        for (const match of matches) named.push({ noun, ...match })
      }
      return named
    },
  }
}

const nounsOf = (records: { noun: string }[]) => [...new Set(records.map(({ noun }) => noun))]

/** The records that stand under these ids. */
async function readDocuments(db: Database, nouns: Nouns, name: string, ids: string[]): Promise<RecordDocument[]> {
  const { table } = nounNamed(nouns, name)
  const found = await rows<{ content: string }>(
    db,
    sql`select ${versions.content} from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
    where ${table.id} = any(${sql.param(ids)}::text[])`,
  )
  return found.map(({ content }) => JSON.parse(content) as RecordDocument)
}
