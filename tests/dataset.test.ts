import { execFileSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'
import { checkDataset, toLine } from '../src/copy/check-dataset.ts'
import { readEditionFile, readEditionRecords } from '../src/copy/edition-file.ts'
import { importDataset } from '../src/copy/import-dataset.ts'
import { type DatasetEntry, readDataset } from '../src/copy/read-dataset.ts'
import { writeFolder, writeLines } from '../src/copy/write-dataset.ts'
import { nouns } from '../src/nouns/all.ts'
import { testApp } from './support/app.ts'
import { engine, testDatabase } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'

const options = { actor: 'test', dryRun: false, progress: () => {} }

t.test('the edition of the seeds', async (t) => {
  const edition = await readEditionFile('seeds')
  const { root } = await readEditionRecords(nouns, 'seeds')
  t.equal(
    root,
    edition?.root,
    'is the one that they say they are; after a change, `npm run release-seeds -- --read-until <day>` names them anew',
  )
})

t.test('the seeds', async (t) => {
  const { app, registry } = await testApp(t)
  const { leader: db } = registry
  const dry = await importDataset(db, nouns, readDataset(nouns, ['seeds']), { ...options, dryRun: true })
  t.match(dry, { failed: 0, created: Number })
  t.equal((await app.inject('/v1/agreements')).json().total, 0, 'a dry run writes nothing')
  const first = await importDataset(db, nouns, readDataset(nouns, ['seeds']), options)
  t.same(first, dry, 'and told what the import does')
  const again = await importDataset(db, nouns, readDataset(nouns, ['seeds']), options)
  t.match(again, { created: 0, updated: 0, failed: 0, unchanged: first.created }, 'importing twice changes nothing')
  await registry.head.refresh()

  const folder = mkdtempSync(join(tmpdir(), 'registry-export-'))
  await writeFolder(db, nouns, folder, () => {})
  for (const file of readdirSync('seeds').filter((name) => name.endsWith('.json') && name !== 'edition.json'))
    t.equal(
      readFileSync(join(folder, file), 'utf8'),
      readFileSync(join('seeds', file), 'utf8'),
      `${file} comes back byte for byte`,
    )

  t.match(readFileSync(join(folder, 'LICENCE.txt'), 'utf8'), 'CC BY 4.0')

  const lines = join(folder, 'all.ndjson')
  await writeLines(db, nouns, lines, () => {})
  const copy = await testDatabase(t)
  t.match(await importDataset(copy.leader, nouns, readDataset(nouns, [lines]), options), {
    created: first.created,
    failed: 0,
  })

  const get = async (path: string) => (await app.inject(path)).json()
  const shanghai = await get('/v1/meetings/shanghai-2024-04')
  const paper = { source: 'legco-2024-10', locator: 'para 17(ii)' }
  t.match(shanghai.claims, [
    { measure: 'agreements', value: 20, citation: paper },
    { measure: 'consensus-areas', value: 15, citation: paper },
    { measure: 'agreements', value: 20, citation: { source: /commercial-daily/ } },
    { measure: 'consensus-areas', value: 15 },
    { measure: 'projects', value: 65 },
  ])
  const totals: [string, number][] = [
    ['/v1/mechanisms', 14],
    ['/v1/mechanisms?source=legco-2024-10', 9],
    ['/v1/agreements?meeting=shanghai-2024-04&countedInClaims=true', 3],
    ['/v1/agreements?meeting=shanghai-2024-04&countedInClaims=false', 1],
    ['/v1/agreements?meeting=beijing-2023-11&countedInClaims=true', 4],
    ['/v1/agreements?meeting=beijing-2023-11&type=session-memorandum&countedInClaims=false', 1],
    ['/v1/consensus-areas?meeting=chongqing-2023-05', 11],
    ['/v1/consensus-areas?meeting=hubei-2021-11', 13],
    ['/v1/organizations?kind=mainland-office', 5],
    ['/v1/organizations?kind=liaison-unit', 11],
    ['/v1/agreements?meeting=guangxi-2024-05&countedInClaims=true', 4],
    ['/v1/agreements?meeting=shaanxi-2024-09', 6],
  ]
  for (const [path, total] of totals) t.equal((await get(path)).total, total, path)
  const measures = (await get('/v1/measures?limit=200')).data
  const targets = measures.flatMap((measure: { targets: { value: number }[] }) =>
    measure.targets.map(({ value }) => value),
  )
  t.same(
    targets.sort((a: number, b: number) => a - b),
    [280, 340, 850, 1200, 3300, 10_000],
  )
})

t.test('what does not fit', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-faults-'))
  const records = [
    ...ground,
    examples.agreement('twice'),
    examples.agreement('twice'),
    examples.agreement('dangling', { domains: ['nothing'] }),
    examples.agreement('dated', { signedOn: '2024-13' }),
    examples.agreement('uncited', { signedOn: 'May', citations: [{ locator: 'para 1' }] }),
  ]
  for (const noun of new Set(records.map((each) => each.noun)))
    writeFileSync(
      join(folder, `${noun}.json`),
      JSON.stringify(records.filter((each) => each.noun === noun).map(({ record }) => record)),
    )
  writeFileSync(join(folder, 'measures.json'), '[{"id": "m",]')
  writeFileSync(join(folder, 'persons.json'), '[\n  {"id": "p"},\n')
  writeFileSync(join(folder, 'consensus-areas.json'), '[{"id": tru}]')
  writeFileSync(join(folder, 'notes.json'), '[]')
  const entries: DatasetEntry[] = []
  for await (const entry of readDataset(nouns, [folder])) entries.push(entry)
  const { findings } = await checkDataset(nouns, entries, async () => new Set())
  const told = findings.map(toLine).join('\n')
  for (const expected of [
    /agreements\.json \[1\] agreements\/twice \/id: The id stands at .*agreements\.json \[0\] already/,
    /agreements\/dangling \/domains\/0: No record under domains has the id "nothing"/,
    /agreements\/dated \/signedOn: This names a month or a day that is not in the calendar/,
    /agreements\/uncited \/citations\/0\/source: This is required/,
    /measures\.json line 1, column 13: This is not JSON/,
    /persons\.json line 3, column 1: This is not JSON/,
    /consensus-areas\.json content: This is not JSON\. Unexpected token/,
    /notes\.json name: A JSON file is named after its noun/,
  ])
    t.match(told, expected, 'is told with file, place, record and field')

  const { leader: db } = await testDatabase(t)
  const report = await importDataset(db, nouns, readDataset(nouns, [folder]), options)
  t.match(report, { created: 0, failed: 8 }, 'and nothing is written')
})

t.test('an export while others write', { skip: engine === 'pglite' && 'nobody else does' }, async (t) => {
  const { registry } = await testApp(t)
  await write(registry, ...ground, ...Array.from({ length: 400 }, (_, at) => examples.mechanism(`mechanism-${at}`)))
  const file = join(mkdtempSync(join(tmpdir(), 'registry-export-')), 'all.ndjson')
  // A pipe takes no more than its room until somebody reads it, and the mechanisms are more.
  execFileSync('mkfifo', [`${file}.unfinished`])
  const begun = new EventEmitter()
  const exported = writeLines(registry.db, nouns, file, () => begun.emit('record'))
  await once(begun, 'record')
  await write(registry, examples.mechanism('z'), examples.meeting('z-2024', { mechanism: 'z' }))
  const lines = await readFile(`${file}.unfinished`, 'utf8')
  t.equal(await exported, lines.split('\n').length - 1)
  const copy = join(dirname(file), 'copy.ndjson')
  writeFileSync(copy, lines)
  const { leader: db } = await testDatabase(t)
  const report = await importDataset(db, nouns, readDataset(nouns, [copy]), options)
  t.match(report, { failed: 0, findings: [] }, 'is what stood at one moment, and can be imported')
})

// A device of Linux that is always full.
t.test('a disk that is full', { skip: !existsSync('/dev/full') && 'there is none' }, async (t) => {
  const { registry } = await testApp(t)
  await write(registry, ...ground)
  const file = join(mkdtempSync(join(tmpdir(), 'registry-export-')), 'all.ndjson')
  symlinkSync('/dev/full', `${file}.unfinished`)
  await t.rejects(
    writeLines(registry.db, nouns, file, () => {}),
    { code: 'ENOSPC' },
    'ends the export',
  )
  t.notOk(existsSync(file), 'and no file is taken for whole')
})

t.test('a file may hold more records than a body', async (t) => {
  const folder = t.testdir({ 'domains.json': JSON.stringify(Array(20_001).fill({ id: 'one' })) })
  let entries = 0
  for await (const entry of readDataset(nouns, [folder])) if ('noun' in entry) entries += 1
  t.equal(entries, 20_001)
})
