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

const options = { actor: 'test', dryRun: false, progress: () => {} }
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
  const { leader: db } = await testDatabase(t)
  const dry = await importDataset(db, nouns, readDataset(nouns, [file]), { ...options, dryRun: true })
  let progress = 0
  const report = await importDataset(db, nouns, readDataset(nouns, [file]), {
    ...options,
    progress: (count) => {
      progress = count
    },
  })
  t.match(report, { created: records.length - 1, updated: 0, unchanged: 0, failed: 1 })
  t.match(report.findings, [{ location: `line ${records.length}`, record: 'agreements/dangling' }])
  t.equal(progress, records.length)
  t.same(dry, report, 'a dry run told as much')
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

t.test('records of several nouns that refer to each other in circles', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-circles-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const citing = (source: string, fields = {}) => ({ citations: [{ source }], ...fields })
  const pairs = 700
  const records = [
    ...ground,
    // Each body publishes the paper that it is cited from, and the first one leads the mechanism that it belongs to.
    ...many(wholeAtMost, (at) => examples.source(`paper-${at}`, { publishedBy: `body-${at % pairs}` })),
    ...many(pairs, (at) =>
      examples.organization(`body-${at}`, citing(`paper-${at}`, at === 0 ? { mechanism: 'ring' } : {})),
    ),
    examples.mechanism('ring', citing('paper-1', { leadOrganizations: ['body-0'] })),
    ...many(1200, (at) => examples.agreement(`signed-${at}`, citing(`paper-${pairs + at}`))),
    examples.organization('lost', citing('paper-lost')),
    examples.source('paper-lost', { publishedBy: 'nobody' }),
  ]
  for (const name of new Set(records.map(({ noun }) => noun)))
    writeFileSync(
      join(folder, `${name}.ndjson`),
      records.flatMap(({ noun, record }) => (noun === name ? JSON.stringify(record) : [])).join('\n'),
    )
  const { leader: db } = await testDatabase(t)
  const report = await importDataset(db, nouns, readDataset(nouns, [folder]), options)
  t.match(report, { created: records.length - 2, failed: 2 })
  t.same(report.findings.map(({ record }) => record).sort(), ['organizations/lost', 'sources/paper-lost'])
  const [late] = await rows<{ agreements: number }>(
    db,
    sql`select count(*)::int as agreements from ${changes}
    where noun = 'agreements' and seq > (select max(seq) from ${changes} where noun = 'sources')`,
  )
  t.ok(late && late.agreements > 600, 'most of what refers to a circle is written once that is there')

  const lines = join(folder, 'all.ndjson')
  writeFileSync(
    lines,
    records
      .reverse()
      .map((record) => JSON.stringify(record))
      .join('\n'),
  )
  const copy = await testDatabase(t)
  const reversed = await importDataset(copy.leader, nouns, readDataset(nouns, [lines]), options)
  t.match(reversed, { created: records.length - 2, failed: 2 }, 'in any order')
})
