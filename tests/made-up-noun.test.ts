import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { z } from 'zod'
import { printContract } from '../src/commands/openapi.ts'
import { importDataset } from '../src/copy/import-dataset.ts'
import { readDataset } from '../src/copy/read-dataset.ts'
import { writeFolder } from '../src/copy/write-dataset.ts'
import { verifyLog } from '../src/log/verify.ts'
import { reference } from '../src/model/field-marks.ts'
import { listNouns } from '../src/model/noun-list.ts'
import { nouns as standing } from '../src/nouns/all.ts'
import { appOver } from './support/app.ts'
import { testDatabase } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'
import { venueNoun } from './support/venues/venue-noun.ts'
import { venueRecord, venueRecords } from './support/venues/venue-records.ts'
import { createVenueTables, venueOperators, venues } from './support/venues/venue-tables.ts'
import { adminKey, writerOver } from './support/writer.ts'

// A noun that only its declaration and its table tell of has all that the others have.

const nouns = listNouns([...standing.values(), venueNoun])

async function venueService(t: Parameters<typeof testDatabase>[0]) {
  const connection = await testDatabase(t)
  await createVenueTables(connection.leader)
  return writerOver(await appOver(t, connection, { adminKey }, nouns))
}

t.test('a noun that is made up', async (t) => {
  const service = await venueService(t)
  const { ask, registry, connection } = service
  const { seq: first } = await write(registry, ...ground, ...venueRecords)
  const get = async (url: string) => (await ask('GET', encodeURI(url))).json()
  const ids = async (query: string) => (await get(`/v1/venues?${query}`)).data.map(({ id }: { id: string }) => id)

  await t.test('is read, in its order, with fields and what it refers to', async (t) => {
    t.same(await ids('sort=opened'), ['harbour-front', 'hill-hotel', 'great-hall', 'pier-hotel'])
    t.match(await get('/v1/venues/great-hall'), { id: 'great-hall', version: 1, parent: 'harbour-front' })
    t.same(await get('/v1/venues?fields=kind&id=pier-hotel'), {
      data: [{ kind: 'hotel' }],
      total: 1,
      next: null,
    })
    const { included } = await get('/v1/venues/great-hall?include=operators.organization&include=parent')
    t.same(Object.keys(included.organizations), ['hk-health-bureau', 'shanghai-health-commission'])
    t.same(Object.keys(included.venues), ['harbour-front'])
  })

  await t.test('is filtered, and a filter by its tree finds what lies below', async (t) => {
    const cases: Record<string, string[]> = {
      'kind=hotel': ['pier-hotel', 'hill-hotel'],
      'kind.not=hotel': ['great-hall', 'harbour-front'],
      'parent=harbour-front': ['great-hall'],
      'region=none': ['pier-hotel'],
      'opened.gte=2011': ['pier-hotel'],
      'year=2010': ['great-hall'],
      'source=paper&limit=1': ['pier-hotel'],
      'near=great-hall': ['pier-hotel'],
      'near=harbour-front': ['pier-hotel'],
      'operator.all=hk-health-bureau&operator.all=shanghai-health-commission': ['great-hall'],
      'near=harbour-front&q=hotel': ['pier-hotel'],
    }
    for (const [query, expected] of Object.entries(cases)) t.same(await ids(query), expected, query)
    t.match(await get('/v1/venues?near=nowhere'), { status: 400, errors: [{ parameter: 'near' }] })
    t.match(await get('/v1/venues?knd=hotel'), { status: 400, errors: [{ parameter: 'knd', suggestion: 'kind' }] })
  })

  await t.test('is listed once by a body that it names twice, and counted once', async (t) => {
    for (const order of ['', '&sort=opened', '&sort=name'])
      t.match(await get(`/v1/venues?operator=hk-health-bureau${order}`), { total: 2, data: { length: 2 } }, order)
    t.match(await get('/v1/venues?operator=hk-health-bureau&sort=-opened&limit=1'), { data: [{ id: 'pier-hotel' }] })
    const { facets } = await get('/v1/venues?facets=operator&facets=kind&facets=near&lang=zh-Hant')
    t.match(facets.operator.buckets, [
      { value: 'hk-health-bureau', count: 2 },
      { value: 'shanghai-health-commission', count: 1 },
    ])
    t.match(facets.kind.buckets[0], { value: 'hotel', label: '酒店', count: 2 })
    t.match(facets.near, { buckets: [{ label: '大會堂' }, { value: 'harbour-front' }], missing: 3 })
    const links = await service.registry.db.select().from(venueOperators)
    t.match(
      links.filter(({ owner }) => owner === 'great-hall').sort((one, other) => one.position - other.position),
      [
        { position: 0, target: 'hk-health-bureau', side: 'manager', fromDay: '2010-01-01', toDay: null },
        { position: 1, target: 'shanghai-health-commission', side: 'owner', fromDay: null },
        { position: 2, target: 'hk-health-bureau', side: 'manager', fromDay: '2020-01-01' },
      ],
    )
  })

  await t.test('is found by its own words, and what refers to it by its name', async (t) => {
    const hits = await get('/v1/search?q=大会堂&noun=venue')
    t.same(hits.data.map(({ id }: { id: string }) => id).sort(), ['great-hall', 'pier-hotel'])
    t.same((await get('/v1/search?q="harbour front"')).data.map(({ id }: { id: string }) => id).sort(), [
      'great-hall',
      'harbour-front',
      'pier-hotel',
    ])
    t.match(await get('/v1/suggest?q=great h&noun=venues'), { data: [{ noun: 'venues', id: 'great-hall' }] })
  })

  await t.test('is sent as a table with headings in three languages, and as lines', async (t) => {
    const headings = async (lang: string) =>
      (await ask('GET', `/v1/venues?format=csv&lang=${lang}`)).body.split('\r\n')[0]
    t.match(await headings('en'), /Kind,Opened,Part of,Region,Architect,Operators,Neighbours,Citations$/)
    t.match(await headings('zh-Hans'), /类别,启用日期,所属场地,地区,建筑师,营运者,邻近场地,出处$/)
    const lines = (await ask('GET', '/v1/venues?format=ndjson')).body.trim().split('\n')
    t.equal(lines.length, 4)
    t.equal((await ask('GET', '/v1/venues?format=xlsx')).statusCode, 200)
  })

  await t.test('has its pages in three languages', async (t) => {
    for (const [path, heading, kind] of [
      ['en', 'Venues', 'Hall'],
      ['tc', '場地', '會堂'],
      ['sc', '场地', '会堂'],
    ] as const) {
      const list = await ask('GET', `/${path}/venues?kind=hall`)
      t.match(list, { statusCode: 200, body: `<h1>${heading}</h1>` })
      t.match(list.body, `<a href="/${path}/venues/great-hall">`)
      const record = await ask('GET', `/${path}/venues/great-hall`)
      t.match(record, { statusCode: 200, body: `<dd>${kind}` })
      t.match(record.body, `<a href="/${path}/organizations/hk-health-bureau">`)
    }
    t.equal((await ask('GET', '/venues/great-hall')).headers.location, '/en/venues/great-hall')
  })

  await t.test('stands on the front page, in the words for machines and in the description of the data', async (t) => {
    t.match((await ask('GET', '/tc')).body, '<b>4</b><a href="/tc/venues">場地</a>')
    t.match((await ask('GET', '/llms.txt')).body, /Nouns: mechanisms, .*, venues\./)
    t.match((await ask('GET', '/v1/dataset')).body, '/v1/venues?format=csv')
  })

  await t.test('is written by the same rules', async (t) => {
    const record = venueRecord('new-hall', { parent: 'great-hall' }).record
    t.equal((await ask('PUT', '/v1/venues/new-hall', record)).statusCode, 201)
    t.match((await ask('PUT', '/v1/venues/odd', { ...record, id: 'odd', region: 'atlantis' })).json(), {
      status: 400,
      errors: [{ pointer: '/region' }],
    })
    const body = await ask('DELETE', '/v1/organizations/hk-health-bureau', undefined, { 'if-match': '*' })
    t.match(body.json(), { status: 409, references: ['/v1/venues/great-hall', '/v1/venues/pier-hotel'] })
    const moved = await ask('PATCH', '/v1/venues/great-hall', { parent: null }, { 'if-match': '*' })
    t.equal(moved.statusCode, 200)
    t.same(await ids('near=harbour-front'), [], 'what stood under a record that moved moves with it')
    t.same(await ids('near=great-hall'), ['pier-hotel'])
    const entry = { noun: 'venue', id: 'new-hall', op: 'delete' }
    t.match((await ask('POST', '/v1/batch', { records: [entry] })).json(), { summary: { deleted: 1 } })
  })

  await t.test('has a history, and is read as it stood', async (t) => {
    const versions = await get('/v1/venues/great-hall/versions')
    t.match(versions.data, [{ version: 2 }, { version: 1 }])
    t.match((await get('/v1/venues/great-hall/versions/2/diff')).patch, [
      { path: '/parent', value: null },
      { path: '/updatedAt' },
      { path: '/version', value: 2 },
    ])
    t.same(await ids(`near=harbour-front&asOf=${first}`), ['pier-hotel'])
    t.equal((await ask('GET', '/v1/venues/new-hall')).statusCode, 410)
    const { changes } = await get('/v1/changes?noun=venues&limit=1000')
    t.same(changes.map(({ id, op }: { id: string; op: string }) => `${op} ${id}`).slice(-3), [
      'create new-hall',
      'update great-hall',
      'delete new-hall',
    ])
    t.match((await ask('GET', '/v1/snapshot')).body, '{"noun":"venues","record":{"id":"great-hall","version":2')
    t.equal((await get('/v1/manifest?noun=venue')).records.length, 4)
  })

  await t.test('is exported, imported, and found whole by verify', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'registry-venues-'))
    await writeFolder(connection.leader, nouns, folder, () => {})
    const copy = await venueService(t)
    const options = { actor: 'test', dryRun: false, progress: () => {} }
    t.match(await importDataset(copy.connection.leader, nouns, readDataset(nouns, [folder]), options), { failed: 0 })
    const again = await mkdtemp(join(tmpdir(), 'registry-venues-'))
    await writeFolder(copy.connection.leader, nouns, again, () => {})
    const read = (where: string) => readFile(join(where, 'venues.json'), 'utf8')
    t.equal(await read(again), await read(folder))
    const faults: string[] = []
    await verifyLog(connection.leader, nouns, (fault) => faults.push(fault))
    t.same(faults, [])
  })

  await t.test('has its references found whatever its schema wraps them in', async (t) => {
    const architect = examples.person('architect')
    await write(registry, architect, venueRecord('new-tower', { architect: 'architect' }))
    const refused = await ask('DELETE', '/v1/persons/architect', undefined, { 'if-match': '*' })
    t.match(refused.json(), { status: 409, references: ['/v1/venues/new-tower'] })
    const { included } = await get('/v1/venues/new-tower?include=architect')
    t.same(Object.keys(included.persons), ['architect'])
  })
})

t.test('the contract has the operations of a noun that is made up', async (t) => {
  const { paths, components, tags } = JSON.parse(await printContract(nouns))
  t.match(paths['/v1/venues'].get, { operationId: 'listVenues', tags: ['venues'] })
  t.match(paths['/v1/venues/{id}'], { get: { operationId: 'getVenue' }, put: {}, patch: {}, delete: {} })
  t.ok(paths['/v1/venues/{id}/versions'])
  t.ok(components.schemas.Venue)
  t.ok(tags.some(({ name }: { name: string }) => name === 'venues'))
  t.match(JSON.stringify(components.parameters.noun), '"venues"', 'the parameter by which nouns are chosen knows it')
})

t.test('a noun that is not declared soundly stops the start with its fault', async (t) => {
  const withFault = (fault: Partial<typeof venueNoun>) => () =>
    listNouns([...standing.values(), { ...venueNoun, ...fault }])
  t.throws(() => listNouns([venueNoun]), /venues: its schema refers to "organizations", which is no noun/)
  const schema = venueNoun.schema.extend({ owner: z.union([reference('persons'), reference('organizations')]) })
  t.throws(withFault({ schema }), /A record cannot hold a union, as its schema has at "owner"/)
  t.throws(withFault({ name: 'regions' }), /"regions" names more than one noun/)
  const empty = { ...venueNoun.sorts, opened: { column: venues.openedFrom, type: 'date' as const } }
  t.throws(withFault({ sorts: empty }), /venues: the sort "opened" is by a column that may be empty/)
  t.throws(withFault({ date: undefined }), /venues: its table has a column `onDate`, and it declares no date/)
  t.throws(withFault({ defaultSort: '-age' }), /venues: its default sort "age" is not among its sorts/)
  t.throws(withFault({ links: [] }), /venues: the filter "operator" looks at a link that the noun does not declare/)
  t.throws(withFault({ facets: { kind: { value: venueNoun.table.id, labels: 'kinds' } } }), /labelled by "kinds"/)
  t.throws(
    withFault({ table: standing.get('sources')?.table }),
    /venues: the field "parent" refers to the same noun and has no column of its name/,
  )
  t.throws(withFault({ table: standing.get('regions')?.table }), /The table "regions" is used twice/)
})
