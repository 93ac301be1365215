import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { onServer } from '../../tests/support/on-server.ts'
import type { DataSet } from '../data.ts'
import { say } from '../say.ts'

const batch = 5_000
const statements = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')

/** Writes the data set into the peers' own tables, with primary keys, foreign keys and indexes. */
export async function fillDatabase(url: string, { file, lines }: DataSet): Promise<void> {
  await onServer(url, await statements('tables.sql'))
  const fill = await statements('fill.sql')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let waiting: string[] = []
    let done = 0
    const flush = async () => {
      await client.query(fill, [waiting])
      done += waiting.length
      if (done % 100_000 === 0) say(`Filled the peer's tables from ${done} of ${lines} records`)
      waiting = []
    }
    for await (const line of createInterface({ input: createReadStream(file) })) {
      waiting.push(line)
      if (waiting.length === batch) await flush()
    }
    await flush()
  } finally {
    await client.end()
  }
  await onServer(url, await statements('indexes.sql'))
  await onServer(url, 'vacuum analyze')
}
