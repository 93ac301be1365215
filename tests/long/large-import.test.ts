import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { importDataset, wholeAtMost } from '../../src/copy/import-dataset.ts'
import { readDataset } from '../../src/copy/read-dataset.ts'
import { changes } from '../../src/database/log-tables.ts'
import { rows } from '../../src/database/rows.ts'
import { nouns } from '../../src/nouns/all.ts'
import { testDatabase } from '../support/database.ts'
import { type Example, examples, ground } from '../support/records.ts'

const many = (count: number, make: (number: number) => Example) => Array.from({ length: count }, (_, at) => make(at))

t.test('more records than are written as one revision', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-large-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'records.ndjson')
  const records = [
    ...ground,
    ...many(wholeAtMost, (at) => examples.source(`paper-${at}`)),
    examples.region('harbour', { parent: 'coast' }),
    ...many(600, (at) => examples.region(`region-${at}`)),
    examples.region('coast'),
    ...many(600, (at) => examples.region(`other-${at}`)),
    ...many(600, (at) => examples.agreement(`at-harbour-${at}`, { parties: ['cn-hk', 'harbour'] })),
    examples.agreement('dangling', { domains: ['nothing'] }),
  ]
  writeFileSync(file, records.map((record) => JSON.stringify(record)).join('\n'))
  const { db } = await testDatabase(t)
  let progress = 0
  const report = await importDataset(db, nouns, readDataset(nouns, [file]), {
    actor: 'test',
    dryRun: false,
    progress: (count) => {
      progress = count
    },
  })
  t.match(report, { created: records.length - 1, updated: 0, unchanged: 0, failed: 1 })
  t.match(report.findings, [{ location: `line ${records.length}`, record: 'agreements/dangling' }])
  t.equal(progress, records.length)
  const [place] = await rows<{ harbour: number; firstThere: number; all: number }>(
    db,
    sql`select (max(seq) filter (where id = 'harbour'))::int as harbour, count(*)::int as all,
      (min(seq) filter (where id like 'at-harbour-%'))::int as "firstThere" from ${changes}`,
  )
  t.equal(place?.all, records.length - 1)
  t.ok(
    place && place.harbour < place.firstThere,
    'a record that came before its parent is there for those of the next noun',
  )
})
