import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type EditionFile, readEditionFile } from '../../src/copy/edition-file.ts'
import { importEdition } from '../../src/copy/import-edition.ts'
import { importFiles } from '../../src/copy/import-files.ts'
import { type NounName, nameOf } from '../../src/model/record-name.ts'
import { nouns } from '../../src/nouns/all.ts'
import { save } from '../../src/write/save.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { firstEdition } from '../support/first-edition.ts'
import { toWrite } from '../support/records.ts'

const loading = { actor: 'seed', dryRun: false, progress: () => {} }
const bringing = { actor: 'import', dryRun: false, overwrite: false }

const rootOf = async ({ app, registry }: TestApp) => {
  await registry.head.refresh()
  return (await app.inject('/v1/manifest')).json().root
}

t.test('a registry that holds the first edition', async (t) => {
  const [first, second] = [firstEdition(), 'seeds']
  const { changed } = JSON.parse(readFileSync('seeds/edition.json', 'utf8')) as EditionFile
  const service = await testApp(t)
  const { app, registry } = service
  t.match(await importFiles(registry.leader, nouns, [first], loading), { failed: 0 })
  t.ok(changed.renamed.length > 0 && changed.changed.length > 0)
  const report = await importEdition(registry.leader, nouns, second, bringing)
  t.match(
    report,
    {
      created: changed.added.length + changed.renamed.length,
      updated: changed.changed.length,
      deleted: changed.removed.length + changed.renamed.length,
      left: [],
    },
    'gets the real differences and no more',
  )
  const fresh = await testApp(t)
  t.match(await importFiles(fresh.registry.leader, nouns, [second], loading), { failed: 0 })
  t.equal(await rootOf(service), await rootOf(fresh), 'holds then what one holds that was loaded with the second')
  for (const { from, to } of changed.renamed) {
    const answer = await app.inject(`/v1/${from}`)
    if (answer.statusCode !== 308 || answer.headers.location !== `/v1/${to}`) t.match(answer, { statusCode: 308 }, from)
    const { data } = (await app.inject(`/v1/${to}/versions`)).json() as { data: { id: string }[] }
    if (data.at(-1)?.id !== from.split('/')[1]) t.fail(`${to} has lost its history`)
  }
  for (const path of changed.removed) {
    const { statusCode, headers } = await app.inject(`/v1/${path}`)
    if (statusCode === 410) continue
    const { formerIds } = (await app.inject(String(headers.location))).json()
    t.ok(formerIds.includes(path.split('/')[1]), `${path} was merged into another`)
  }
  const { total } = (await app.inject('/v1/agreements?asOf=2026-11&limit=1')).json()
  t.equal(total, readFirst(first), 'still tells the first edition')
  const { name, readUntil, root } = (await readEditionFile(second)) as EditionFile
  for (const { app } of [service, fresh]) {
    t.match((await app.inject('/v1/editions')).json().data[0], { name, readUntil, root })
    const later = (await app.inject(`/v1/agreements?signedOn.gte=2027&asOf=${name}`)).json()
    t.match(later, { total: 0, completeness: { readUntil } }, 'says how far it has looked')
  }
})

const readFirst = (folder: string) => JSON.parse(readFileSync(join(folder, 'agreements.json'), 'utf8')).length

t.test('what was changed here since the first edition', async (t) => {
  const [first, second] = [firstEdition(), 'seeds']
  const { changed } = JSON.parse(readFileSync('seeds/edition.json', 'utf8')) as EditionFile
  const { app, registry } = await testApp(t)
  await importFiles(registry.leader, nouns, [first], loading)
  await registry.head.refresh()
  const renamed = new Map(changed.renamed.map(({ from, to }) => [from, to]))
  const referring: string[] = []
  for (const path of changed.changed) {
    const [name] = path.split('/') as [NounName]
    const record = (await app.inject(`/v1/${path}`)).json()
    const refersToRenamed = nouns
      .get(name)
      ?.referencesIn(record)
      .some((one) => renamed.has(nameOf(one)))
    if (refersToRenamed && referring.length < 3) referring.push(path)
  }
  t.equal(referring.length, 3)
  const edited = [...referring, ...changed.changed.filter((path) => path.startsWith('sources/')).slice(0, 2)]
  for (const path of edited) {
    const [name] = path.split('/') as [NounName]
    const { version, createdAt, updatedAt, ...record } = (await app.inject(`/v1/${path}`)).json()
    const write = toWrite(name, record.id, {
      op: 'put',
      record: { ...record, formerIds: [...(record.formerIds ?? []), `told-here-${record.id}`] },
    })
    t.ok((await save(registry.leader, nouns, [write], { actor: 'key:x', mode: 'atomic' })).tx)
  }
  const { left } = await importEdition(registry.leader, nouns, second, bringing)
  t.same(left.map(({ record }) => record).sort(), edited.sort(), 'is left, and reported')
  await registry.head.refresh()
  for (const path of edited) {
    const record = (await app.inject(`/v1/${path}`)).json()
    t.ok(record.formerIds.includes(`told-here-${record.id}`), path)
    const references = nouns.get(path.split('/')[0] as NounName)?.referencesIn(record) ?? []
    t.notOk(
      references.some((one) => renamed.has(nameOf(one))),
      'refers to no former id',
    )
  }
})
