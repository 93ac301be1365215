import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import jsonPatch from 'fast-json-patch'
import t from 'tap'
import { changesAnswer, diffAnswer, manifestAnswer, versionsAnswer } from '../src/api/changes/history-schema.ts'
import { rows } from '../src/database/rows.ts'
import { decodeLogCursor, encodeLogCursor, type LogCursor } from '../src/log/log-cursor.ts'
import { restartLog } from '../src/log/restarts.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { save } from '../src/write/save.ts'
import { testApp } from './support/app.ts'
import { examples, ground, seqOf, toWrite, write } from './support/records.ts'
import { runs } from './support/runs.ts'

t.test('the history of a record', async (t) => {
  const { app, registry } = await testApp(t)
  const get = async (url: string) => (await app.inject(url)).json()
  await write(registry, ...ground)
  await write(registry, examples.agreement('a'))
  await write(registry, examples.agreement('a', { signedOn: '2025', domains: ['finance'] }))
  await save(registry.leader, nouns, [toWrite('agreements', 'a', { op: 'delete' })], {
    actor: 'key:x',
    reason: 'entered twice',
    mode: 'atomic',
  })
  await registry.head.refresh()
  const { data } = versionsAnswer.parse(await get('/v1/agreements/a/versions'))
  t.match(data, [
    { version: 3, op: 'delete', actor: 'key:x', reason: 'entered twice' },
    { version: 2, op: 'update' },
    { version: 1, op: 'create' },
  ])
  const [first, second] = [await get('/v1/agreements/a/versions/1'), await get('/v1/agreements/a/versions/2')]
  const { patch } = diffAnswer.parse(await get('/v1/agreements/a/versions/2/diff'))
  t.same(jsonPatch.applyPatch(first, patch as never).newDocument, second, 'the patch makes the second of the first')
  t.match(await get('/v1/agreements/a/versions/3'), { deleted: true, version: 3 })
  t.equal((await app.inject('/v1/agreements/a/versions/4')).statusCode, 404)
  for (const from of ['', '0x1', '1e0'])
    t.equal((await app.inject(`/v1/agreements/a/versions/2/diff?from=${from}`)).statusCode, 400, `from=${from}`)

  const at = (version: number) => data.find((entry) => entry.version === version)?.seq ?? 0
  t.same((await get(`/v1/agreements/a?asOf=${at(1)}`)).domains, ['health'])
  t.same((await get(`/v1/agreements/a?asOf=${at(2)}`)).domains, ['finance'])
  t.equal((await app.inject(`/v1/agreements/a?asOf=${at(3)}`)).statusCode, 410)
  const then = await app.inject(`/v1/agreements?asOf=${at(1)}&domain=health&facets=domain&include=domains&q=memorandum`)
  t.match(then.json(), {
    total: 1,
    data: [{ version: 1 }],
    facets: { domain: { buckets: [{ value: 'health', count: 1 }] } },
    included: { domains: { health: {} } },
  })
  t.equal(then.headers['registry-seq'], String(at(1)))
  t.equal((await get(`/v1/agreements?asOf=${at(2)}&domain=finance`)).total, 1)
  t.equal(
    (await get(`/v1/agreements?asOf=${data[1]?.at}&domain=finance`)).total,
    1,
    'an instant means the last change before it',
  )
  t.equal((await get(`/v1/search?q=memorandum&noun=agreements&asOf=${at(1)}`)).total, 1, 'a search, too')
  t.equal((await get('/v1/search?q=memorandum&noun=agreements')).total, 0)
  for (const future of ['999999', '2999-01-01T00:00:00Z', 'yesterday'])
    t.match(await get(`/v1/agreements?asOf=${future}`), { status: 400, errors: [{ parameter: 'asOf' }] })
  t.equal((await get('/v1/agreements')).total, 0, 'and the present is as it was')
})

t.test('the feed', async (t) => {
  const { app, registry } = await testApp(t)
  const page = async (query: string) => changesAnswer(nouns).parse((await app.inject(`/v1/changes?${query}`)).json())
  t.match(await page(''), { changes: [], head: 0, hasMore: false })
  await write(registry, ...ground)
  const now = await page('after=now')
  t.same(now.changes, [])
  await write(registry, examples.agreement('a'))
  await save(registry.leader, nouns, [toWrite('agreements', 'a', { op: 'delete' })], { actor: 'test', mode: 'atomic' })
  const later = await page(`after=${now.cursor}&include=record`)
  t.match(later, {
    changes: [
      { op: 'create', record: { id: 'a' } },
      { op: 'delete', record: null },
    ],
    hasMore: false,
  })
  const none = await page(`after=${now.cursor}&noun=measure`)
  t.match(
    none,
    { changes: [], cursor: later.cursor, hasMore: false },
    'the cursor moves on whether anything matches or not',
  )

  const walked: number[] = []
  for (let cursor = '', more = true; more; ) {
    const next = await page(`limit=3${cursor && `&after=${cursor}`}`)
    walked.push(...next.changes.map(({ seq }) => seq))
    ;({ cursor, hasMore: more } = next)
  }
  t.same(
    walked,
    Array.from({ length: later.head }, (_, index) => index + 1),
    'seq is dense',
  )

  const waiting = app.inject(`/v1/changes?after=${later.cursor}&wait=25`)
  await write(registry, examples.agreement('b'))
  t.match((await waiting).json(), { changes: [{ id: 'b' }] }, 'a waiting client hears of the next change')

  const characters = fc.constantFrom(...'abcdefXYZ019_-.')
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: now.cursor.length - 1 }),
      characters,
      fc.boolean(),
      async (place, character, cut) => {
        const mangled = cut
          ? now.cursor.slice(0, place)
          : now.cursor.slice(0, place) + character + now.cursor.slice(place + 1)
        const { statusCode } = await app.inject(`/v1/changes?after=${encodeURIComponent(mangled)}`)
        return mangled === now.cursor ? statusCode === 200 : statusCode === 400 || statusCode === 410
      },
    ),
    runs(2000),
  )
  t.pass('2 000 mangled cursors give only 400 and 410')
  const foreign = Buffer.from(`v1.00000000-0000-4000-8000-000000000000.1.${'0'.repeat(16)}`).toString('base64url')
  t.match((await app.inject(`/v1/changes?after=${foreign}`)).json(), { status: 410, snapshot: '/v1/snapshot' })
})

t.test('the feed after a restart that no write has followed', async (t) => {
  const { registry, app } = await testApp(t)
  await write(registry, examples.source())
  await restartLog(registry.leader, registry.head.epoch(), 'test')
  await registry.head.refresh()
  const first = (await app.inject('/v1/changes?limit=100')).json()
  const next = (await app.inject(`/v1/changes?limit=100&after=${first.cursor}`)).json()
  t.match([first, next], [{ changes: [{ seq: 1 }] }, { changes: [], hasMore: false }], 'ends in one step')
})

t.test('a cursor from before a restart', async (t) => {
  const { registry, app } = await testApp(t)
  await write(registry, examples.source('a'))
  await write(registry, examples.source('b'))
  /** The changes up to the end, and the cursor there. Numbers that are left out end a page. */
  const after = async (from: string) => {
    const ids: string[] = []
    const gone = await app.inject(`/v1/changes?after=${from}`)
    let page = { cursor: from, hasMore: true, changes: [] as { id: string }[] }
    if (gone.statusCode === 410) page.cursor = gone.json().cursor
    while (page.hasMore) {
      page = (await app.inject(`/v1/changes?after=${page.cursor}`)).json()
      ids.push(...page.changes.map(({ id }) => id))
    }
    return { ids, cursor: page.cursor }
  }
  const first = (await app.inject('/v1/changes?limit=1')).json().cursor
  const { cursor: last } = await after(first)
  await restartLog(registry.leader, registry.head.epoch(), 'test')
  await registry.head.refresh()
  await write(registry, examples.source('c'))
  await registry.head.refresh()
  t.match((await app.inject(`/v1/changes?after=${first}`)).json(), {
    status: 410,
    snapshot: '/v1/snapshot',
    cursor: /^\w+$/,
  })
  t.same((await after(first)).ids, ['b', 'c'], 'goes on where the log has kept what it had read')
  const { ids, cursor } = await after(last)
  t.same([ids, (await after(cursor)).ids], [['c'], []])
  const known = decodeLogCursor(last)
  for (const other of [{ seq: 3 }, { chain: '0123456789abcdef' }]) {
    const gone = await app.inject(`/v1/changes?after=${encodeLogCursor({ ...known, ...other } as LogCursor)}`)
    t.same([gone.statusCode, gone.json().cursor], [410, undefined], 'and nowhere else')
  }
  await restartLog(registry.leader, registry.head.epoch(), 'test')
  await registry.head.refresh()
  t.same([(await after(last)).ids, (await after(cursor)).ids], [['c'], []], 'also after another restart')
})

t.test('snapshot and manifest', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('a'), examples.agreement('b'))
  await save(registry.leader, nouns, [toWrite('agreements', 'a', { op: 'delete' })], { actor: 'test', mode: 'atomic' })
  const snapshot = await app.inject('/v1/snapshot')
  const lines = snapshot.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.match(lines[0], { type: 'header', seq: 13, counts: { agreements: 1, sources: 1 }, licence: { name: 'CC BY 4.0' } })
  t.match(snapshot.headers.link, /creativecommons.*rel="license"/)
  t.match(lines.at(-1), { type: 'trailer', count: lines.length - 2 })
  const manifest = manifestAnswer(nouns).parse((await app.inject('/v1/manifest')).json())
  t.same(
    manifest.records.map(({ noun, id }) => `${noun}/${id}`),
    lines.slice(1, -1).map(({ noun, record }) => `${noun}/${record.id}`),
  )
  t.match((await app.inject(`/v1/changes?after=${lines[0].cursor}`)).json(), { changes: [] })
})

t.test('the log', async (t) => {
  const { registry } = await testApp(t)
  const { leader: db } = registry
  await write(registry, ...ground)
  for (const statement of [
    'update versions set content = content',
    'delete from changes',
    'truncate revisions cascade',
    'update log_head set seq = 1',
    'insert into changes select 99, rev, version_id, noun, id, version, op, kind, at from changes limit 1',
  ])
    await t.rejects(rows(db, sql.raw(statement)), `refuses ${statement}`)
  const verified = async () => {
    const faults: string[] = []
    await verifyLog(db, nouns, (fault) => faults.push(fault))
    return faults
  }
  t.same(await verified(), [], 'verifies')
  await rows(db, sql`alter table versions disable trigger append_only`)
  await rows(db, sql`update versions set content = replace(content, 'finance', 'finanze') where id = 'finance'`)
  t.match(
    (await verified()).join(),
    /the text of the version does not fit its hash, domains finance 1/,
    'tells a text that was tampered with',
  )
  await rows(db, sql`update versions set sha256 = sha256(convert_to(content, 'UTF8')) where id = 'finance'`)
  t.match((await verified()).join(), /revision 1: the chain is broken/, 'and a hash')
  await rows(db, sql`update domains set version_id = version_id - 1 where id = 'health'`)
  t.match((await verified()).join(), /domains\/health: its rows in domains are not those that the log makes/)
  await rows(db, sql`update meeting_parties set version_id = version_id - 1`)
  t.match((await verified()).join(), /meetings\/[\w-]+: its rows in meeting_parties are not those that the log makes/)
})

t.test('what follows from the log', async (t) => {
  const { registry } = await testApp(t)
  const { leader: db } = registry
  await write(registry, ...ground)
  await write(registry, examples.agreement('old'), examples.person('back'))
  await write(registry, examples.person('back', { name: { en: 'Back' } }))
  for (const op of ['delete', 'restore'] as const)
    await save(db, nouns, [toWrite('persons', 'back', { op })], { actor: 'test', mode: 'atomic' })
  await write(registry, examples.person('back'))
  await save(
    db,
    nouns,
    [
      toWrite('agreements', 'old', { op: 'delete' }),
      toWrite('agreements', 'new', { op: 'put', record: examples.agreement('new', { formerIds: ['old'] }).record }),
    ],
    { actor: 'test', mode: 'atomic' },
  )
  const edited = { actor: 'test', mode: 'atomic', edition: '2026-11' } as const
  await rows(db, sql`insert into editions (name, root, changed) values ('2026-11', '', '{}')`)
  await save(db, nouns, [toWrite('sources', 'other', { op: 'put', record: examples.source('other').record })], edited)
  const verified = async () => {
    const faults: string[] = []
    await verifyLog(db, nouns, (fault) => faults.push(fault))
    return faults
  }
  t.same(await verified(), [])
  for (const table of ['versions', 'revisions', 'log_head'])
    await rows(db, sql.raw(`alter table ${table} disable trigger append_only`))
  const damages = [
    ['update revisions set top_version = top_version + 1 where rev = 1', 'revision 1: its highest version id'],
    [`update revisions set in_flight = '[1,3)' where rev = 2`, 'revision 2: its highest version id'],
    ['update log_head set top_version = top_version - 1', 'the head of the log has another'],
    [
      `update log_head set top_version = top_version + 1, last_at = last_at + interval '1 s'`,
      'the head of the log has',
    ],
    [`update versions set fields = '{title}' where id = 'new'`, 'agreements new 2: did not change the fields'],
    [`update versions set record_id = 1 where id = 'finance'`, 'domains finance 1: is of another record'],
    [`update versions set record_id = version_id where id = 'new'`, 'agreements old 2: is of another record'],
    [`update versions set origin_created_at = now() where id = 'paper'`, 'sources paper 1: its instants'],
    [`insert into editions (name, root, changed) values ('never', '', '{}')`, 'edition never: stands nowhere'],
    [`update editions set name = 'x' where name = '2026-11'`, 'edition x: stands nowhere'],
    [`update former_ids set former_id = 'older'`, 'agreements/new: its rows in former_ids'],
    [
      `insert into other_references values ('domains', 'health', 'sources', 'paper')`,
      'domains/health: its rows in other_references',
    ],
  ] as const
  for (const [statement, fault] of damages) {
    await rows(db, sql.raw(statement))
    const told = await verified()
    t.ok(
      told.some((one) => one.startsWith(fault)),
      `${statement}: ${told.join('; ')}`,
    )
  }
})

t.test('a model of the registry', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const states = new Map<number, Map<string, string[]>>()
  let state = new Map<string, string[]>()
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    op: fc.constantFrom('put', 'delete', 'restore'),
    domain: fc.constantFrom('finance', 'health', 'banking'),
  })
  for (const { id, op, domain } of fc.sample(step, { numRuns: 25, seed: 7 })) {
    const change =
      op === 'put'
        ? ({ op, record: examples.agreement(id, { domains: [domain] }).record } as const)
        : { op: op as 'delete' | 'restore' }
    const saved = await save(registry.leader, nouns, [toWrite('agreements', id, change)], {
      actor: 'test',
      mode: 'atomic',
    })
    const seq = await seqOf(registry.leader, saved)
    if (!seq) continue
    state = new Map(state)
    const document =
      saved.results[0]?.status === 'deleted'
        ? undefined
        : ((await app.inject(`/v1/agreements/${id}`)).json() as { domains: string[] })
    if (document) state.set(id, document.domains)
    else state.delete(id)
    states.set(seq, state)
    registry.head.seen(seq)
  }
  for (const [seq, expected] of states)
    for (const [query, keeps] of [
      ['', () => true],
      ['&domain=finance', (domains: string[]) => domains.some((each) => each !== 'health')],
    ] as const) {
      const { data, total } = (await app.inject(`/v1/agreements?asOf=${seq}&sort=id${query}`)).json()
      const wanted = [...expected]
        .filter(([, domains]) => keeps(domains))
        .map(([id]) => id)
        .sort()
      t.same(
        data.map(({ id }: { id: string }) => id),
        wanted,
        `as of ${seq}${query}`,
      )
      t.equal(total, wanted.length)
    }
})
