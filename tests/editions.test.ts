import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { importEdition } from '../src/copy/import-edition.ts'
import { importFiles } from '../src/copy/import-files.ts'
import { rows } from '../src/database/rows.ts'
import { readHead } from '../src/log/head.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { save } from '../src/write/save.ts'
import { testApp } from './support/app.ts'
import { released, writeRecords } from './support/editions.ts'
import { examples, ground, toWrite } from './support/records.ts'

const author = { actor: 'import', dryRun: false }
const options = { ...author, overwrite: false }

const first = [
  ...ground,
  examples.agreement('changed'),
  examples.agreement('edited'),
  examples.agreement('old'),
  examples.agreement('dropped'),
  examples.agreement('dropped-but-edited'),
  examples.agreement('referring', { relations: [{ type: 'implements', agreement: 'old' }] }),
]
const second = [
  ...ground,
  examples.agreement('changed', { signedOn: '2025' }),
  examples.agreement('edited', { signedOn: '2025' }),
  examples.agreement('new', { formerIds: ['old'] }),
  examples.agreement('added'),
  examples.agreement('referring', { relations: [{ type: 'implements', agreement: 'new' }] }),
]

t.test('two editions with local edits between', async (t) => {
  const { app, registry } = await testApp(t)
  const { leader: db } = registry
  const folder = mkdtempSync(join(tmpdir(), 'registry-edition-'))
  const get = async (url: string) => (await app.inject(url)).json()
  const refresh = () => registry.head.refresh()

  t.match(await released(folder, '2026-10', first), /^2026-10: 16 added, 0 changed/)
  await importFiles(db, nouns, [folder], { ...author, progress: () => {} })
  await refresh()
  const { root } = await get('/v1/manifest')
  t.match(await get('/v1/editions'), { data: [{ name: '2026-10', seq: 16, root, readUntil: '2026-10-31' }] })
  await t.rejects(importEdition(db, nouns, folder, options), /has the edition "2026-10" already/)

  const local = [
    examples.agreement('edited', { signedOn: '1999' }),
    examples.agreement('dropped-but-edited', { signedOn: '1999' }),
    examples.agreement('mine'),
  ]
  const writes = local.map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record }))
  t.ok((await save(db, nouns, writes, { actor: 'key:x', mode: 'atomic' })).tx)

  t.match(await released(folder, '2026-11', second), /: 1 added, 3 changed, 1 renamed, 2 removed/)
  await t.rejects(released(folder, '2026-10', second), /edition "2026-10" already/)
  const file = join(folder, 'edition.json')
  const whole = readFileSync(file, 'utf8')
  symlinkSync('/dev/full', `${file}.unfinished`)
  await t.rejects(released(folder, '2026-12', second), { code: 'ENOSPC' })
  t.equal(readFileSync(file, 'utf8'), whole, 'an edition stands until the next is written whole')
  rmSync(`${file}.unfinished`)
  const dry = await importEdition(db, nouns, folder, { ...options, dryRun: true })
  const report = await importEdition(db, nouns, folder, options)
  t.same(report, dry, 'a dry run says the same')
  t.match(report, {
    ...{ created: 2, updated: 2, deleted: 2 },
    left: [{ record: 'agreements/edited' }, { record: 'agreements/dropped-but-edited' }],
  })
  await refresh()
  const revisions = (await get('/v1/changes?limit=1000')).changes.slice(19).map(({ rev }: { rev: number }) => rev)
  t.equal(new Set(revisions).size, 1, 'one revision')
  t.equal(revisions.length, 6)
  t.match(await get('/v1/agreements/changed'), { signedOn: '2025' })
  t.match(await get('/v1/agreements/edited'), { signedOn: '1999' })
  t.match(await get('/v1/agreements/new'), { version: 2 }, 'a rename goes on')
  t.match(await get('/v1/agreements/mine'), { version: 1 })
  t.equal((await app.inject('/v1/agreements/dropped')).statusCode, 410)
  t.equal((await app.inject('/v1/agreements/dropped-but-edited')).statusCode, 200)
  t.same(
    (await get('/v1/editions')).data.map(({ name }: { name: string }) => name),
    ['2026-11', '2026-10'],
  )
  t.match(await get('/v1/agreements/changed?asOf=2026-10'), { version: 1 })
  t.equal((await get('/v1/agreements?asOf=2026-10')).total, 6)
  t.match(await get('/v1/agreements?asOf=2026-12'), { status: 400, errors: [{ parameter: 'asOf' }] })

  t.match(await released(folder, '2026-11b', second), /: 0 added, 0 changed/)
  t.match(await importEdition(db, nouns, folder, { ...options, overwrite: true }), { updated: 1, deleted: 1, left: [] })
  await refresh()
  t.match(await get('/v1/agreements/edited'), { signedOn: '2025' })
  t.equal((await app.inject('/v1/agreements/dropped-but-edited')).statusCode, 410)
  t.equal((await app.inject('/v1/agreements/mine')).statusCode, 200, 'what was never published stays')
  const faults: string[] = []
  await verifyLog(db, nouns, (fault) => faults.push(fault))
  t.same(faults, [])

  await released(folder, '2026-12', second)
  writeRecords(folder, first)
  await t.rejects(importEdition(db, nouns, folder, options), /their root is/)
  writeFileSync(join(folder, 'edition.json'), readFileSync(join(folder, 'edition.json'), 'utf8').slice(1))
  await t.rejects(importEdition(db, nouns, folder, options), /edition\.json/)
})

t.test('an edition and its records are loaded as one', async (t) => {
  const { leader: db } = (await testApp(t)).registry
  const folder = mkdtempSync(join(tmpdir(), 'registry-edition-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  await released(folder, '2026-10', first)
  const load = () => importFiles(db, nouns, [folder], { ...author, progress: () => {} })
  await rows(db, sql`alter table editions add constraint refused check (false)`)
  await t.rejects(load(), 'where the edition is not noted')
  t.equal((await readHead(db)).seq, 0, 'its records are not kept')
  await rows(db, sql`alter table editions drop constraint refused`)
  t.match(await load(), { created: 16, failed: 0 }, 'and can be loaded again')
})

t.test('a rename meets what was changed here', async (t) => {
  const { app, registry } = await testApp(t)
  const { leader: db } = registry
  const folder = mkdtempSync(join(tmpdir(), 'registry-edition-'))
  const get = async (url: string) => (await app.inject(url)).json()
  const referring = (to: string) => ({ relations: [{ type: 'implements', agreement: to }] })
  const disputed = (to: string) => ({
    alternatives: [{ pointer: '/relations', value: referring(to).relations, citation: { source: 'paper' } }],
  })
  const before = [
    ...ground,
    ...['old', 'old-edited', 'old-part', 'part', 'dropped'].map((id) => examples.agreement(id)),
    examples.agreement('referring', referring('old')),
    examples.agreement('referring-edited', referring('old')),
    examples.agreement('to-edited', referring('old-edited')),
  ]
  const after = [
    ...ground,
    examples.agreement('new', { formerIds: ['old'] }),
    examples.agreement('new-edited', { formerIds: ['old-edited'] }),
    examples.agreement('part', { formerIds: ['old-part'] }),
    examples.agreement('referring', referring('new')),
    examples.agreement('referring-edited', { ...referring('new'), signedOn: '2025' }),
    examples.agreement('to-edited', { ...referring('new-edited'), signedOn: '2025' }),
    examples.agreement('added', referring('new-edited')),
  ]
  const write = (records: typeof before, actor = 'key:x') =>
    save(
      db,
      nouns,
      records.map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record })),
      { actor, mode: 'atomic' },
    )
  await released(folder, '2026-10', before)
  await importFiles(db, nouns, [folder], { ...author, progress: () => {} })
  const local = [
    examples.agreement('referring-edited', { ...referring('old'), signedOn: '1999' }),
    examples.agreement('old-edited', { signedOn: '1999' }),
    examples.agreement('part', { signedOn: '1999' }),
    examples.agreement('mine', { ...referring('old'), ...disputed('old') }),
  ]
  t.ok((await write(local)).tx)

  await released(folder, '2026-11', after)
  const report = await importEdition(db, nouns, folder, options)
  t.match(report, { created: 2, updated: 4, deleted: 2 })
  t.same(report.left.map(({ record }) => record).sort(), [
    'agreements/old-edited',
    'agreements/old-part',
    'agreements/part',
    'agreements/referring-edited',
  ])
  await registry.head.refresh()
  const implemented = async (id: string) => (await get(`/v1/agreements/${id}`)).relations[0].agreement
  t.match(
    await get('/v1/agreements/referring-edited'),
    { signedOn: '1999', ...referring('new') },
    'refers to the new id',
  )
  t.match(await get('/v1/agreements/mine'), { ...referring('new'), ...disputed('new') })
  t.match(await get('/v1/agreements/to-edited'), { signedOn: '2025' }, 'comes, though its reference was left')
  t.equal(await implemented('to-edited'), 'old-edited')
  t.equal(await implemented('added'), 'old-edited')
  for (const left of ['old-edited', 'old-part', 'part'])
    t.equal((await app.inject(`/v1/agreements/${left}`)).statusCode, 200)
  t.equal((await app.inject('/v1/agreements/dropped')).statusCode, 410)

  await released(folder, '2026-12', after)
  const next = await importEdition(db, nouns, folder, options)
  t.match(next, { created: 0, updated: 0, deleted: 0 })
  t.same(next.left, report.left, 'what was only rewritten is still a change of here')
  await released(folder, '2027-01', after)
  t.match(await importEdition(db, nouns, folder, { ...options, overwrite: true }), { left: [] })
  await registry.head.refresh()
  t.match(await get('/v1/agreements/referring-edited'), { signedOn: '2025' })
  t.equal(await implemented('to-edited'), 'new-edited')
  t.match(await app.inject('/v1/agreements/old-part'), {
    statusCode: 308,
    headers: { location: '/v1/agreements/part' },
  })
  t.match(await get('/v1/agreements/mine'), { ...referring('new') })
  const faults: string[] = []
  await verifyLog(db, nouns, (fault) => faults.push(fault))
  t.same(faults, [])
})

t.test('an edition has what was deleted here', async (t) => {
  const { app, registry } = await testApp(t)
  const { leader: db } = registry
  const folder = mkdtempSync(join(tmpdir(), 'registry-edition-'))
  const referring = (to: string) => ({ relations: [{ type: 'implements', agreement: to }] })
  const agreements = (...ids: string[]) => ids.map((id) => examples.agreement(id))
  await released(folder, '2026-10', [...ground, ...agreements('gone', 'old', 'standing')])
  await importFiles(db, nouns, [folder], { ...author, progress: () => {} })
  const deletions = ['gone', 'old'].map((id) => toWrite('agreements', id, { op: 'delete' }))
  t.ok((await save(db, nouns, deletions, { actor: 'key:x', mode: 'atomic' })).tx)

  const next = [
    ...ground,
    ...agreements('gone', 'standing'),
    examples.agreement('new', { formerIds: ['old'] }),
    examples.agreement('to-gone', referring('gone')),
    examples.agreement('to-new', referring('new')),
    examples.agreement('to-standing', referring('standing')),
  ]
  await released(folder, '2026-11', next)
  const lines: string[] = []
  const toLine = ({ record, detail }: { record: string; detail: string }) => lines.push(`${record} is left: ${detail}`)
  const report = await importEdition(db, nouns, folder, options)
  report.left.forEach(toLine)
  t.match(report, { created: 1, updated: 0, deleted: 0 })
  t.same(lines.sort(), [
    'agreements/gone is left: It was deleted here since its last edition.',
    'agreements/old is left: It is agreements/new in the edition. It was deleted here since its last edition.',
    'agreements/to-gone is left: /relations/0/agreement: No record under agreements has the id "gone".',
    'agreements/to-new is left: /relations/0/agreement: No record under agreements has the id "old".',
  ])
  await registry.head.refresh()
  for (const [id, statusCode] of Object.entries({ gone: 410, old: 410, new: 404, 'to-gone': 404, 'to-standing': 200 }))
    t.match(await app.inject(`/v1/agreements/${id}`), { statusCode }, id)

  await released(folder, '2026-12', next)
  t.match(await importEdition(db, nouns, folder, { ...options, overwrite: true }), { created: 3, updated: 1, left: [] })
  await registry.head.refresh()
  for (const id of ['gone', 'new', 'to-gone', 'to-new'])
    t.match(await app.inject(`/v1/agreements/${id}`), { statusCode: 200 }, id)
})
