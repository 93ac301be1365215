import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { recordTerms } from '../formats/licence.ts'
import { languages } from '../language/texts.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { longTransaction } from './long-transaction.ts'

const pageSize = 500

/**
 * Writes from one moment: of what is written meanwhile, a record could come along without one that it refers to.
 */
const fromOneMoment = (db: Database, write: (tx: Database) => Promise<number>) =>
  longTransaction(db, write, { isolationLevel: 'repeatable read', accessMode: 'read only' })

/** All records of a noun in the order of their ids, without the fields that the registry owns. */
async function* allRecords(db: Database, noun: Noun): AsyncGenerator<RecordDocument> {
  for (let after = ''; ; ) {
    const page = await rows<{ id: string; content: string }>(
      db,
      sql`select ${noun.table.id} as id, content from ${noun.table} join ${versions} on versions.version_id = ${noun.table.versionId}
      where ${noun.table.id} > ${after} order by ${noun.table.id} limit ${pageSize}`,
    )
    for (const { content } of page) yield JSON.parse(content)
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.id
  }
}

/** Writes a `<noun>.json` for each noun into a folder, in the format of the seeds, and beside them what they may be used under. */
export async function writeFolder(
  db: Database,
  nouns: Nouns,
  folder: string,
  progress: (count: number) => void,
): Promise<number> {
  await mkdir(folder, { recursive: true })
  await writeWhole(
    join(folder, 'LICENCE.txt'),
    languages.map((language) => `${recordTerms[language]}\n`),
  )
  return fromOneMoment(db, async (tx) => {
    let count = 0
    for (const noun of nouns.values())
      await writeWhole(join(folder, `${noun.name}.json`), async function* () {
        let separator = '[\n'
        for await (const record of allRecords(tx, noun)) {
          yield `${separator}  ${JSON.stringify(record, null, 2).replaceAll('\n', '\n  ')}`
          separator = ',\n'
          progress(++count)
        }
        yield separator === '[\n' ? '[]\n' : '\n]\n'
      })
    return count
  })
}

/** Writes all records as lines of `{ noun, record }` into one file. */
export function writeLines(
  db: Database,
  nouns: Nouns,
  file: string,
  progress: (count: number) => void,
): Promise<number> {
  return fromOneMoment(db, async (tx) => {
    let count = 0
    await writeWhole(file, async function* () {
      for (const noun of nouns.values())
        for await (const record of allRecords(tx, noun)) {
          yield `${JSON.stringify({ noun: noun.name, record })}\n`
          progress(++count)
        }
    })
    return count
  })
}

/** Writes beside the file first and renames, so that a file is there whole or not at all. */
export async function writeWhole(file: string, texts: string[] | (() => AsyncGenerator<string>)): Promise<void> {
  const unfinished = `${file}.unfinished`
  await pipeline(texts, createWriteStream(unfinished))
  await rename(unfinished, file)
}
