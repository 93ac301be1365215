import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { check } from '../src/commands/check.ts'
import { readConfig } from '../src/config.ts'
import { nouns } from '../src/nouns/all.ts'
import { repeatedMembers } from '../src/problems/json-text.ts'
import { problem } from '../src/problems/problems.ts'
import { environmentWith, launcher, program } from './support/program.ts'
import { examples, write } from './support/records.ts'
import { some } from './support/runs.ts'
import { adminKey, testWriter } from './support/writer.ts'
import { readContract } from './support/written-contract.ts'

const authorization = `Bearer ${adminKey}`
const bodyTypes = ['application/json', 'application/merge-patch+json', 'application/x-ndjson'] as const
const invisible = ['\u0020', '\u3000', '\u200b\u2060', '\u00ad', '\u3164', '\u2800', '\ufe0f\u200d']
const refused = ['\u0007', '\r', '\u0085', '\ufdd0', '\u{1fffe}', '\u202e', '\u2066', '\u0000']
const kept = ['two\nlines\tand a tab', '葛\u{e0100}城', '\u{1f468}\u200d\u{1f469}', 'a\u200eb', '⼀']

t.test('every route', async (t) => {
  const service = await testWriter(t)
  await service.app.ready()
  const declared = new Map<string, Record<string, { parameters?: { in?: string; name: string }[] }>>(
    Object.entries(readContract().paths),
  )
  const routes = [...service.app.paths].flatMap(([path, methods]) => [...methods].map((method) => ({ path, method })))
  t.ok(routes.length > 60, `${routes.length} routes`)
  for (const { path, method } of routes) {
    const url = path.replaceAll(/:\w+/g, 'x').replaceAll('*', 'x')
    const ask = (address: string, payload?: Buffer, headers = {}) =>
      service.app.inject({
        method: method as 'GET',
        url: address,
        payload,
        headers: { authorization, accept: 'application/json', ...headers },
      })
    if (method !== 'HEAD') {
      const inQuery = problem.parse((await ask(`${url}?x=a%ff`)).json())
      t.match(inQuery, { status: 400, offset: url.length + 4 }, `${method} ${path} with bad bytes in the query`)
      const reversed = problem.parse((await ask(`${url}?x=%e2%80%ae`)).json())
      t.match(reversed, { status: 400, errors: [{ parameter: 'x', detail: /U\+202E/ }] }, `${method} ${path}`)
    }
    if (path.includes(':')) t.equal((await ask(url.replace(/\/x\b/, '/%ff'))).statusCode, 400, `${method} ${path}: %ff`)

    const operation = declared.get(path.replaceAll(/:(\w+)/g, '{$1}'))?.[method.toLowerCase() as 'get']
    for (const parameter of operation?.parameters ?? []) {
      if (parameter.in !== 'header') continue
      const answer = await ask(url, undefined, { [parameter.name]: 'a\xff' })
      t.match(problem.parse(answer.json()), { status: 400, errors: [{ header: parameter.name }] }, `${method} ${path}`)
    }
    if (!['PUT', 'POST', 'PATCH'].includes(method)) continue
    let doors = 0
    for (const type of bodyTypes) {
      const put = async (payload: Buffer, charset = '') => {
        const answer = await ask(url, payload, { 'content-type': type + charset })
        return { status: answer.statusCode, ...answer.json() }
      }
      const bad = await put(Buffer.from('{"notes":"a\xff"}', 'latin1'))
      if (bad.status === 415 && bad.mediaTypes) continue
      doors += 1
      t.match(bad, { status: 400, detail: /byte 11\b/ }, `${method} ${path} with bad bytes in ${type}`)
      t.match(await put(Buffer.from('{"a":"\\ud800"}')), { status: 400, errors: [{ detail: /U\+D800/ }] })
      t.match(await put(Buffer.from('{}'), '; charset=gbk'), { status: 415, type: '/problems/unsupported-media-type' })
      const marked = await put(Buffer.from('\ufeff{}'))
      t.notMatch(marked, { detail: /JSON/ }, `${method} ${path} passes over a byte order mark`)
    }
    t.ok(doors > 0, `${method} ${path} is tried`)
  }
})

t.test('a body', async (t) => {
  const { registry, ask } = await testWriter(t)
  await write(registry, examples.source())
  const { record } = examples.organization('hk-body')
  const put = (name: unknown, id = 'hk-body') =>
    ask('PUT', `/v1/organizations/${id}`, { ...record, id, name: { en: name } })
  const batch = (name: string) =>
    ask('POST', '/v1/batch', {
      mode: 'partial',
      records: [
        { noun: 'organizations', record: { ...record, name: { en: name } } },
        { noun: 'organizations', record: { ...record, id: 'hk-other', name: { en: 'Other' } } },
      ],
    })
  for (const name of invisible) {
    const answer = await put(name)
    t.match(answer.json(), { status: 400, errors: [{ pointer: '/name/en' }] }, `${JSON.stringify(name)} prints nothing`)
    t.equal(answer.json().errors.length, 1)
    t.match((await batch(name)).json(), {
      summary: { failed: 1 },
      results: [{ problem: { errors: [{ pointer: '/name/en' }] } }, { status: /created|unchanged/ }],
    })
  }
  for (const character of refused) {
    const answer = (await put(`a${character}b`)).json()
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    t.match(answer, {
      status: 400,
      errors: [{ pointer: '/name/en', detail: new RegExp(`U\\+${code},.* position 1,`) }],
    })
    t.equal(answer.errors.length, 1)
  }
  const long = await put('ab-'.repeat(4_000))
  t.match(long.json(), { status: 400, errors: [{ pointer: '/name/en', detail: /more than 10000 characters/ }] })
  t.equal((await ask('GET', '/v1/organizations/hk-body')).statusCode, 404, 'nothing was written')
  for (const [index, name] of kept.entries()) {
    const answer = await ask('PUT', `/v1/organizations/kept-${index}`, {
      ...record,
      id: `kept-${index}`,
      name: { en: `\u3000 ${name}\n` },
    })
    t.match([answer.statusCode, answer.json().name?.en], [201, name], answer.body)
  }
  const chinese = { 'accept-language': 'zh-HK' }
  const told = await ask('PUT', '/v1/organizations/hk-body', { ...record, name: { en: 'a\u202eb' } }, chinese)
  t.match(told.json().errors, [{ detail: /^文字在第 1 位/ }])
})

t.test('a member that stands twice', async (t) => {
  const { registry, ask } = await testWriter(t)
  await write(registry, examples.source(), examples.domain('standing'))
  const twice = (name: string) => ({ status: 400, errors: [{ pointer: name, detail: /twice/ }] })
  const put = '{"id":"new","label":{"en":"One","zh-Hant":"一","\\u0065n":"Two"},"citations":[{"source":"paper"}]}'
  t.match((await ask('PUT', '/v1/domains/new', put)).json(), twice('/label/en'))
  const patch = await ask('PATCH', '/v1/domains/standing', '{"notes":"a {\\"b\\": 1","notes":null}', {
    'if-match': '*',
  })
  t.match(patch.json(), twice('/notes'))
  const batch = `{"dryRun":true,"records":[{"noun":"domains","record":${put.replace(/,"\\u0065n":"Two"/, '')}}],"dryRun":false}`
  t.match((await ask('POST', '/v1/batch', batch)).json(), twice('/dryRun'))
  const lines = { 'content-type': 'application/x-ndjson' }
  t.match((await ask('POST', '/v1/batch', `{"noun":"domains","noun":"x"}`, lines)).json(), twice('/0/noun'))
  t.equal((await ask('GET', '/v1/domains/new')).statusCode, 404, 'nothing was written')
  t.same(await repeatedMembers('{"\\a":1,"b":1,"b":2}'), [], 'a text that is no JSON is looked at no further')
})

t.test('lines', async (t) => {
  const { app } = await testWriter(t)
  const payload = Buffer.from('{"noun":"domains"}\n\n"\xe6\x97"\n{"a":"\\u0007"}\n{', 'latin1')
  const headers = { authorization, 'content-type': 'application/x-ndjson' }
  const { errors } = (await app.inject({ method: 'POST', url: '/v1/batch', payload, headers })).json()
  t.match(errors, [
    { pointer: '/2', detail: /^Line 3: .*byte 3\b/ },
    { pointer: '/4', detail: /^Line 5: .*JSON/ },
    { pointer: '/2/a', detail: /U\+0007/ },
  ])
})

t.test('an address and a header', async (t) => {
  const { registry, ask } = await testWriter(t)
  await write(registry, examples.source(), examples.domain('finance'))
  t.equal((await ask('GET', '/v1/domains?id=%20finance%E3%80%80')).json().total, 1, 'what stands around is passed over')
  t.match((await ask('GET', '/v1/domains?q=%zz')).json(), { status: 400, offset: 14 })
  for (const copied of [
    '%E2%80%AAfinance%E2%80%AC',
    '%e2%81%a6fin%E2%81%A9ance',
    '%0Cfinance%0D',
    '%0B%C2%85finance',
  ]) {
    t.equal((await ask('GET', `/v1/domains?total=exact&q=${copied}`)).json().total, 1, `${copied} is searched`)
    t.equal((await ask('GET', `/v1/domains?id=${copied}`)).statusCode, 400, `${copied} is no value of a filter`)
  }
  const reasoned = (reason: string) =>
    ask('PUT', '/v1/domains/finance', examples.domain('finance').record, { 'if-match': '*', 'x-reason': reason })
  t.equal((await reasoned(Buffer.from('憲報').toString('latin1'))).statusCode, 200)
  t.match((await reasoned('%E2%80%AE')).json(), { status: 400, errors: [{ header: 'x-reason', detail: /U\+202E/ }] })
})

t.test('a data file', async (t) => {
  const input = { config: readConfig({}), nouns }
  const { record } = examples.source()
  const contents: [name: string, content: Buffer, told: RegExp | undefined][] = [
    ['sources.json', Buffer.from(`\ufeff${JSON.stringify([record])}`), undefined],
    ['sources.ndjson', Buffer.from(`\ufeff${JSON.stringify(record)}\r\n\n`), undefined],
    ['sources.json', Buffer.from('[\n{"id":"\xff"}]', 'latin1'), /line 2, column 8: .*byte 9\b/],
    ['sources.ndjson', Buffer.from('\n{"id":"\xff"}', 'latin1'), /line 2: .*byte 7\b/],
    ['sources.json', Buffer.from(JSON.stringify([record]), 'utf16le'), /This is not JSON|UTF-8/],
    ['sources.json', Buffer.from('[{"id":"a\\u202e"}]'), /\[0\]: \/id: .*U\+202E/],
    ['sources.json', Buffer.from('[\n{"id":"a", "id":"b"}]'), /line 2, column 12: \/0\/id: .*twice/],
    ['sources.ndjson', Buffer.from('{"id":"a\\udc00"}'), /line 1: \/id: .*U\+DC00/],
    ['sources.json', Buffer.from(JSON.stringify([{ ...record, title: { en: ' ' } }])), /\/title\/en/],
  ]
  for (const [name, content, told] of contents) {
    const file = join(t.testdir({}), name)
    writeFileSync(file, content)
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    const dataDirectory = t.testdirName
    const run = async (command: typeof check) => {
      said.length = 0
      await command({ ...input, config: { ...input.config, dataDirectory }, words: [file], say }).catch(String)
      return said.join('\n')
    }
    if (told) t.match(await run(check), told)
    else t.match(await run(check), /nothing amiss/)
  }
})

t.test('every command', async (t) => {
  const bad = ['\\377', '\\342\\200\\256']
  const env = environmentWith({})
  const help = spawnSync(launcher, [...program, 'help'], { env, encoding: 'utf8' }).stdout
  const commands = [...help.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name)
  t.ok(commands.length >= 10)
  // Words are passed before any command begins, so some show it.
  for (const [index, name] of some([...commands.entries()], 5)) {
    const start = [launcher, ...program, name].map((word) => `"${word}"`).join(' ')
    const line = `exec ${start} "$(printf '${bad[index % bad.length]}')"`
    const run = spawn('sh', ['-c', line], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    t.match(await text(run.stderr), /^Word 1 after the command cannot be read\. .*(UTF-8|U\+202E)/, `${name}`)
  }
})
