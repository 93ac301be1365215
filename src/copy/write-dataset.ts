import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { recordTerms } from '../formats/licence.ts'
import { languages } from '../language/texts.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { RecordDocument } from '../model/record-document.ts'

const pageSize = 500

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
  let count = 0
  for (const noun of nouns.values())
    await writeFile(join(folder, `${noun.name}.json`), async (write) => {
      let separator = '[\n'
      for await (const record of allRecords(db, noun)) {
        await write(`${separator}  ${JSON.stringify(record, null, 2).replaceAll('\n', '\n  ')}`)
        separator = ',\n'
        progress(++count)
      }
      await write(separator === '[\n' ? '[]\n' : '\n]\n')
    })
  await writeFile(join(folder, 'LICENCE.txt'), (write) =>
    write(languages.map((language) => `${recordTerms[language]}\n`).join('')),
  )
  return count
}

/** Writes all records as lines of `{ noun, record }` into one file. */
export async function writeLines(
  db: Database,
  nouns: Nouns,
  file: string,
  progress: (count: number) => void,
): Promise<number> {
  let count = 0
  await writeFile(file, async (write) => {
    for (const noun of nouns.values())
      for await (const record of allRecords(db, noun)) {
        await write(`${JSON.stringify({ noun: noun.name, record })}\n`)
        progress(++count)
      }
  })
  return count
}

/** Writes beside the file first and renames, so that a file is there whole or not at all. */
async function writeFile(file: string, fill: (write: (text: string) => Promise<void>) => Promise<void>): Promise<void> {
  const unfinished = `${file}.unfinished`
  const stream = createWriteStream(unfinished)
  await once(stream, 'open')
  await fill(async (text) => {
    if (!stream.write(text)) await once(stream, 'drain')
  })
  stream.end()
  await once(stream, 'close')
  await rename(unfinished, file)
}
