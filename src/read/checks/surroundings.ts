import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { Surroundings } from '../../model/check-records.ts'
import type { Nouns } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import { quote } from '../../text/vector.ts'

/** So many records of one name are told. */
const mostNamed = 20

/** Answers from the rows of nouns, which at a position of the past are those of then. */
export function surroundingsIn(db: Database, nouns: Nouns): Surroundings {
  return {
    async records(wanted) {
      const found = await Promise.all(
        namesOf(wanted).map(async (name) => {
          const ids = wanted.flatMap(({ noun, id }) => (noun === name ? [id] : []))
          const bodies = await readDocuments(db, nouns, name, ids)
          return bodies.map((document) => ({ noun: name, document }))
        }),
      )
      return found.flat()
    },
    async named(wanted) {
      const found = await Promise.all(
        namesOf(wanted).map(async (name) => {
          const { table } = nounNamed(nouns, name)
          const keys = wanted.flatMap(({ noun, key }) => (noun === name ? [{ key, literal: quote(key) }] : []))
          const ids = await rows<{ key: string; id: string }>(
            db,
            sql`select wanted.key, named.id from json_to_recordset(${JSON.stringify(keys)}::json) as wanted (key text, literal text)
            cross join lateral (
              select ${table.id} as id from ${table} where ${table.search} @@ wanted.literal::tsquery limit ${mostNamed}
            ) as named order by wanted.key, named.id`,
          )
          return ids.map((one) => ({ noun: name, ...one }))
        }),
      )
      return found.flat()
    },
  }
}

const namesOf = (wanted: { noun: string }[]) => [...new Set(wanted.map(({ noun }) => noun))]

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
