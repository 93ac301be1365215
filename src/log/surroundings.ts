import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Surroundings } from '../model/check-records.ts'
import type { Nouns } from '../model/noun.ts'
import { nounNamed } from '../model/noun-list.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { quote } from '../text/vector.ts'

/** So many records of one name are told. */
const mostNamed = 20

/** Answers from the rows of nouns, which at a position of the past are those of then. */
export function surroundingsIn(db: Database, nouns: Nouns): Surroundings {
  return {
    async records(references) {
      const documents = await Promise.all(
        nounsOf(references).map(async (name) => {
          const ids = references.flatMap(({ noun, id }) => (noun === name ? [id] : []))
          const bodies = await readDocuments(db, nouns, name, ids)
          return bodies.map((document) => ({ noun: name, document }))
        }),
      )
      return documents.flat()
    },
    async named(names) {
      const ids = await Promise.all(
        nounsOf(names).map(async (noun) => {
          const { table } = nounNamed(nouns, noun)
          const keys = names.flatMap(({ noun: own, key }) => (own === noun ? [{ key, literal: quote(key) }] : []))
          const matches = await rows<{ key: string; id: string }>(
            db,
            sql`select one.key, named.id from json_to_recordset(${JSON.stringify(keys)}::json) as one (key text, literal text)
            cross join lateral (
              select ${table.id} as id from ${table} where ${table.search} @@ one.literal::tsquery limit ${mostNamed}
            ) as named order by one.key, named.id`,
          )
          return matches.map((one) => ({ noun, ...one }))
        }),
      )
      return ids.flat()
    },
  }
}

const nounsOf = (records: { noun: string }[]) => [...new Set(records.map(({ noun }) => noun))]

/** The records that stand under these ids. */
async function readDocuments(db: Database, nouns: Nouns, name: string, ids: string[]): Promise<RecordDocument[]> {
  const { table } = nounNamed(nouns, name)
  const listed = await rows<{ content: string }>(
    db,
    sql`select ${versions.content} from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
    where ${table.id} = any(${sql.param(ids)}::text[])`,
  )
  return listed.map(({ content }) => JSON.parse(content) as RecordDocument)
}
