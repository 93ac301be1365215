import { sql } from 'drizzle-orm'
import t from 'tap'
import { revisions } from '../src/database/log-tables.ts'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { examples, ground, pathOf, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

t.test('PUT', async (t) => {
  const service = await testWriter(t)
  const { ask, registry, tagOf } = service
  await write(registry, ...ground)
  const health = examples.agreement('health')
  const path = pathOf(health)

  const created = await ask('PUT', path, health.record, { 'if-none-match': '*', 'x-reason': '%E6%9B%B4%E6%AD%A3' })
  t.match(created, {
    statusCode: 201,
    headers: { location: path, etag: /^"1-/, 'registry-seq': /^\d+$/ },
  })
  const stored = (await ask('GET', path)).json()
  t.same(created.json(), nouns.get('agreements')?.stored.parse(stored), 'answers the record as it is stored')
  t.equal(created.headers.etag, await tagOf(path), 'and tagged as a read tags it')
  const last = sql`select actor, reason, request_id as "requestId" from ${revisions} order by rev desc limit 1`
  const [revision] = await rows(registry.db, last)
  t.same(revision, { actor: 'admin', reason: '更正', requestId: created.headers['x-request-id'] }, 'says who and why')

  t.match(await ask('PUT', path, health.record), { statusCode: 428 }, 'replaces nothing that is not named')
  t.match(await ask('PUT', path, health.record, { 'if-none-match': '*' }), {
    statusCode: 412,
    headers: { etag: created.headers.etag },
  })
  const tag = String(created.headers.etag)
  t.match(await ask('PUT', path, health.record, { 'if-match': `W/${tag}` }), { statusCode: 412 }, 'compares strongly')
  t.match(await ask('PUT', path, health.record, { 'if-match': 'bare' }), { statusCode: 400 })
  const equal = await ask('PUT', path, health.record, { 'if-match': tag })
  t.match(equal, { statusCode: 200, headers: { etag: tag, 'registry-seq': created.headers['registry-seq'] } })
  const changed = { ...stored, confidence: 'low' }
  const replaced = await ask('PUT', path, changed, { 'if-match': `"other", ${tag.replace(/"$/, '-gzip"')}` })
  t.match(replaced, { statusCode: 200, headers: { etag: /^"2-/ } }, 'takes the owned fields as they stand')
  t.match(replaced.json(), { version: 2, confidence: 'low', createdAt: stored.createdAt })
  t.match(await ask('PUT', path, health.record, { 'if-match': tag }), {
    statusCode: 412,
    headers: { etag: replaced.headers.etag },
  })
  t.match(await ask('PUT', path, changed, { 'if-match': '*' }), { statusCode: 400 }, 'and not as they stood')
  t.match((await ask('PUT', path, changed, { 'if-match': '*' })).json(), {
    errors: [{ pointer: '/version' }, { pointer: '/updatedAt' }],
  })
  t.match(await ask('PUT', path, health.record, { 'if-match': '*' }), { statusCode: 200, headers: { etag: /^"3-/ } })
  t.match(await ask('PUT', '/v1/agreements/none', { ...health.record, id: 'none' }, { 'if-match': tag }), {
    statusCode: 412,
  })
  t.match(await ask('PUT', path, health.record, { 'if-match': 'abc' }), { statusCode: 400 })
  const weak = `W/${await tagOf(path)}`
  t.match(await ask('PUT', path, health.record, { 'if-match': weak }), { statusCode: 412 }, 'a weak tag is no match')

  const { id, title, type, ...rest } = health.record
  const wrong = {
    ...rest,
    id: 'wrong',
    titel: title,
    type: 'memorandum',
    signedOn: '2024-02-30',
    domains: ['finanse', 'helth'],
  }
  t.same(
    (await ask('PUT', '/v1/agreements/wrong', wrong)).json().errors.map((error: { pointer: string }) => error.pointer),
    ['/title', '/type', '/signedOn', '/titel'],
    'tells all that the schema refuses at once',
  )
  const missing = { ...health.record, id: 'missing', domains: ['finanse', 'helth'], meeting: 'nowhere' }
  t.same(
    (await ask('PUT', '/v1/agreements/missing', missing)).json().errors.map((e: { pointer: string }) => e.pointer),
    ['/meeting', '/domains/0', '/domains/1'],
    'and all references to nothing',
  )
  t.match((await ask('PUT', '/v1/agreements/a', { ...health.record, id: 'b' })).json(), {
    errors: [{ pointer: '/id' }],
  })
  for (const body of ['[]', 'null', '"x"', '7'])
    t.match(await ask('PUT', '/v1/agreements/a', body), { statusCode: 400 }, `refuses ${body}`)
  t.match(await ask('PUT', '/v1/agreements/a', '{"id":'), { statusCode: 400 })
  t.match(await ask('PUT', '/v1/agreements/a', '{"__proto__":{}}'), { statusCode: 400 })
  t.match(await ask('PUT', '/v1/agreements/a', undefined), { statusCode: 415 })
  t.match(await ask('PUT', path, health.record, { 'content-type': 'text/plain' }), { statusCode: 415 })
  t.match(await ask('PUT', '/v1/agreements/Not_An_Id', {}), { statusCode: 400 })
  t.match(await ask('PUT', `${path}?raeson=x`, health.record), { statusCode: 400 })
  for (const [text, status] of [
    [encodeURIComponent('正'.repeat(500)), 200],
    [encodeURIComponent('正'.repeat(501)), 400],
    [Buffer.from('原文, 100% UTF-8').toString('latin1'), 200],
    ['%00', 400],
    ["UTF-8''%FF", 200],
  ] as const)
    t.match(await ask('PUT', path, health.record, { 'if-match': '*', 'x-reason': text }), { statusCode: status })
})

t.test('each noun', async (t) => {
  const { ask, registry, tagOf } = await testWriter(t)
  await write(registry, ...ground)
  const all = [
    examples.source('s'),
    examples.region('r'),
    examples.domain('d'),
    examples.organization('o'),
    examples.mechanism('mechanism'),
    examples.meeting('meeting'),
    examples.area('area'),
    examples.agreement('agreement'),
    examples.measure('measure'),
  ]
  for (const example of all) {
    const path = pathOf(example)
    t.match(await ask('PUT', path, example.record), { statusCode: 201 }, `PUT ${path}`)
    const patched = await ask('PATCH', path, { notes: 'n' }, { 'if-match': await tagOf(path) })
    t.ok([200, 400].includes(patched.statusCode), 'PATCH')
    t.match(await ask('DELETE', path, undefined, { 'if-match': await tagOf(path) }), { statusCode: 204 }, 'DELETE')
    t.match(await ask('GET', path), { statusCode: 410 })
    t.match(await ask('PUT', path, example.record), { statusCode: 410 }, 'an id is not given again')
    t.match(await ask('POST', `${path}/restore`), { statusCode: 200 }, 'restore')
    t.match((await ask('GET', path)).json(), example.record)
    t.match(await ask('POST', `${path}/restore`), { statusCode: 409 }, 'of what stands is refused')
  }
})

t.test('a patch that takes away what no record has changes nothing', async (t) => {
  const { ask, registry, tagOf } = await testWriter(t)
  await write(registry, ...ground)
  const [path, patch] = ['/v1/domains/health', { toString: null, constructor: null }]
  t.match(await ask('PATCH', path, patch, { 'if-match': await tagOf(path) }), { statusCode: 200 })
  t.equal((await ask('GET', path)).json().version, 1)
})

t.test('to leave a field out is a change by itself', async (t) => {
  const { ask, registry, tagOf } = await testWriter(t)
  await write(registry, ...ground, examples.agreement('a', { notes: 'old' }), examples.agreement('b', { notes: 'old' }))
  const put = await ask('PUT', '/v1/agreements/a', examples.agreement('a').record, {
    'if-match': await tagOf('/v1/agreements/a'),
  })
  const patched = await ask(
    'PATCH',
    '/v1/agreements/b',
    { notes: null },
    { 'if-match': await tagOf('/v1/agreements/b') },
  )
  for (const response of [put, patched]) {
    t.match(response.json(), { version: 2 })
    t.notOk('notes' in response.json())
  }
})

t.test('PATCH', async (t) => {
  const { ask, registry, tagOf } = await testWriter(t)
  await write(registry, ...ground, examples.agreement('a', { notes: 'old', summary: { en: 'S', 'zh-Hant': '乙' } }))
  const path = '/v1/agreements/a'
  const tag = await tagOf(path)
  t.match(await ask('PATCH', path, { notes: null }), { statusCode: 428 })
  t.match(await ask('PATCH', path, { notes: null }, { 'if-match': tag, 'content-type': 'application/json' }), {
    statusCode: 415,
  })
  const patched = await ask('PATCH', path, { notes: null, summary: { en: 'T' } }, { 'if-match': tag })
  t.match(patched.json(), { version: 2, summary: { en: 'T', 'zh-Hant': '乙' } })
  t.notOk('notes' in patched.json(), 'null removes')
  t.match(await ask('PATCH', path, { notes: 'x' }, { 'if-match': tag }), {
    statusCode: 412,
    headers: { etag: patched.headers.etag },
  })
  const again = await ask('PATCH', path, { summary: { en: 'T' } }, { 'if-match': String(patched.headers.etag) })
  t.match(again, { statusCode: 200, headers: { etag: patched.headers.etag } }, 'that changes nothing makes no version')
  t.match((await ask('PATCH', path, { version: 9, parties: null, type: 'x' }, { 'if-match': '*' })).json(), {
    errors: [{ pointer: '/type' }, { pointer: '/parties' }],
  })
  t.match((await ask('PATCH', path, { version: 9 }, { 'if-match': '*' })).json(), { errors: [{ pointer: '/version' }] })
  t.match((await ask('PATCH', path, { id: 'b' }, { 'if-match': '*' })).json(), { errors: [{ pointer: '/id' }] })
  const citations = [{ source: 'paper', fields: ['/title', '/a~1b', '/', '/a~b'] }]
  const { errors } = (await ask('PATCH', path, { citations }, { 'if-match': '*' })).json()
  const pointers = errors.map(({ pointer }: { pointer: string }) => pointer)
  t.same(pointers, ['/citations/0/fields/2', '/citations/0/fields/3'], 'what is no JSON Pointer to a field')
  t.match(await ask('PATCH', '/v1/agreements/none', {}, { 'if-match': '*' }), { statusCode: 404 })
})

t.test('DELETE', async (t) => {
  const { ask, registry, tagOf } = await testWriter(t)
  await write(
    registry,
    ...ground,
    examples.agreement('a'),
    examples.agreement('b', { relations: [{ type: 'renews', agreement: 'a' }] }),
  )
  t.match(await ask('DELETE', '/v1/agreements/a'), { statusCode: 428 })
  t.match(await ask('DELETE', '/v1/agreements/a', undefined, { 'if-match': '"1-0"' }), { statusCode: 412 })
  const kept = await ask('DELETE', '/v1/domains/health', undefined, { 'if-match': await tagOf('/v1/domains/health') })
  t.match(kept, { statusCode: 409 })
  t.same(kept.json().references, ['/v1/agreements/a', '/v1/agreements/b'], 'names who refers')
  for (const path of [
    '/v1/agreements/a',
    '/v1/sources/paper',
    '/v1/meetings/shanghai-2024-04',
    '/v1/regions/cn-hk',
    '/v1/domains/finance',
    '/v1/organizations/hk-health-bureau',
    '/v1/mechanisms/shanghai',
  ])
    t.match(await ask('DELETE', path, undefined, { 'if-match': '*' }), { statusCode: 409 }, `${path} is referred to`)
  const reason = "UTF-8''%E9%87%8D%E8%A4%87"
  const gone = await ask('DELETE', '/v1/agreements/b', undefined, { 'if-match': '*', 'x-reason': reason })
  t.match(gone, { statusCode: 204, headers: { 'registry-seq': /^\d+$/ }, body: '' })
  t.match((await ask('GET', '/v1/agreements/b')).json(), { status: 410, reason: '重複' })
  t.match(await ask('DELETE', '/v1/agreements/b', undefined, { 'if-match': '*' }), { statusCode: 410 })
  const typed = { 'if-match': '"1-0"', 'content-type': 'application/json' }
  t.match(await ask('DELETE', '/v1/agreements/a', undefined, typed), { statusCode: 412 }, 'takes a type without a body')
  t.match(await ask('DELETE', '/v1/agreements/a', undefined, { 'if-match': '*' }), { statusCode: 204 })
  t.match((await ask('POST', '/v1/agreements/b/restore')).json(), { errors: [{ pointer: '/relations/0/agreement' }] })
  t.match(await ask('POST', '/v1/agreements/a/restore'), { statusCode: 200, headers: { etag: /^"3-/ } })
  t.match(await ask('POST', '/v1/agreements/b/restore'), { statusCode: 200 })
  t.match(await ask('POST', '/v1/agreements/none/restore'), { statusCode: 404 })
})
