import t from 'tap'
import { problem } from '../src/problems/problems.ts'
import { examples, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

t.test('advice', async (t) => {
  const { registry, ask } = await testWriter(t)
  const named = { en: 'Shanghai', 'zh-Hant': '上海市', 'zh-Hans': '上海市' }
  await write(
    registry,
    examples.source(),
    examples.region('cn-sh', { name: named, codes: [{ scheme: 'iso-3166-2', value: 'CN-SH' }] }),
    examples.region('cn-hk', { name: { en: 'Hong Kong' } }),
    examples.domain('finance', { name: { en: 'Finance', 'zh-Hant': '金融', 'zh-Hans': '金融' } }),
    examples.domain('education', { name: { en: 'Education' } }),
    examples.organization('hk-hkma', { name: { en: 'Hong Kong Monetary Authority' }, abbreviation: 'HKMA' }),
  )
  const errorsOf = async (query: string, headers = {}) =>
    problem.parse((await ask('GET', `/v1/agreements?${query}`, undefined, headers)).json()).errors

  t.test('is given for the first of many faults, of which 100 are told', async (t) => {
    const query = Array.from({ length: 300 }, (_, at) => `signedOn.gtee${at}=1`).join('&')
    const { detail, errors } = problem.parse((await ask('GET', `/v1/agreements?${query}`)).json())
    t.equal(errors?.length, 100)
    t.equal(errors?.filter(({ suggestion }) => suggestion).length, 5)
    t.match(detail, 'There are 297 more.')
    const fields = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`signedOnn${at}`, 1]))
    const records = Array.from({ length: 20 }, (_, at) => ({ noun: 'domains', record: { id: `d${at}`, ...fields } }))
    const { results } = (await ask('POST', '/v1/batch', { records })).json()
    const told = results.map((row: { problem: { errors: [] } }) => row.problem.errors.length)
    t.same([told.slice(0, 4), told.at(-1)], [[43, 43, 14, 0], 0], 'nor does a batch tell more')
    t.match(results.at(-1).problem.detail, 'There are 40 more.')
  })

  t.test('suggests what was meant, once for each fault', async (t) => {
    for (const [query, parameter, suggestion] of [
      ['domain=Finance', 'domain', 'finance'],
      ['domain=%E9%87%91%E8%9E%8D', 'domain', 'finance'],
      ['domain=finanse', 'domain', 'finance'],
      ['domain=finance,education', 'domain', 'domain=finance&domain=education'],
      ['party=shanghai', 'party', 'cn-sh'],
      ['party.all=CN-SH', 'party.all', 'cn-sh'],
      ['domain.all=%E9%87%91%E8%9E%8D', 'domain.all', 'finance'],
      ['domain.all=finance,education', 'domain.all', 'domain.all=finance&domain.all=education'],
      ['domain.all=none', 'domain.all', undefined],
      ['source=none', 'source', undefined],
      ['source=paper&related=none&domain=none&mechanism=none', 'related', undefined],
      ['party=HK', 'party', 'cn-hk'],
      ['party=%E4%B8%8A%E6%B5%B7%E5%B8%82', 'party', 'cn-sh'],
      ['organization=HKMA', 'organization', 'hk-hkma'],
      ['type=MOU', 'type', 'memorandum-of-understanding'],
      ['type=%E5%82%99%E5%BF%98%E9%8C%84', 'type', undefined],
      ['type=%E5%90%88%E4%BD%9C%E5%82%99%E5%BF%98%E9%8C%84', 'type', 'memorandum-of-understanding'],
      ['type=minutes,statement', 'type', 'type=minutes&type=statement'],
      ['status=In%20effect', 'status', 'in-effect'],
      ['lang=zh-TW', 'lang', 'zh-Hant'],
      ['signedOn.gte=2024-05-12T00:00:00Z', 'signedOn.gte', '2024-05-12'],
      ['signedOn.gte=2024/05/12', 'signedOn.gte', '2024-05-12'],
      ['signedOn=2024', 'signedOn', 'signedOn.gte'],
      ['limit=10&limit=20', 'limit', undefined],
      ['limt=10', 'limt', 'limit'],
    ] as const) {
      const errors = await errorsOf(query)
      t.same(
        errors?.map(({ parameter, suggestion }) => ({ parameter, suggestion })),
        [{ parameter, suggestion }],
        query,
      )
    }
    t.match(await errorsOf('year=2024-05'), [{ detail: 'This must be a year from 1900 to 2200, or none.' }])
    t.match(await errorsOf('signedOn.gte=2024-13-40'), [{ detail: /not in the calendar/ }])
    t.match(await errorsOf('limit=-1'), [{ detail: 'This must be at least 1.' }])
    t.match(await errorsOf('limit=10&limit=20'), [{ detail: 'This is given 2 times; it takes one value.' }])
  })

  t.test('asks for an object once', async (t) => {
    for (const method of ['PUT', 'PATCH'] as const) {
      const answer = await ask(method, '/v1/domains/finance', [], { 'if-match': '*' })
      t.match(answer.json(), { status: 400, errors: [{ pointer: '', detail: 'This must be a JSON object.' }] }, method)
      t.equal(answer.json().errors.length, 1)
    }
  })

  t.test('speaks the language asked for', async (t) => {
    const { record } = examples.agreement('shanghai-2024-04-health')
    const body = {
      ...record,
      title: {},
      type: 'MOU',
      parties: 'x',
      signedOn: '2024-13',
      citations: [],
      status: 1,
      odd: 1,
    }
    const answers = [
      await ask('GET', '/v1/agreements?domain=x&lang=zh-Hant'),
      await ask('GET', '/v1/agreements?limit=0&limt=1&total=all&signedOn.gte=1&cursor=x', undefined, {
        'accept-language': 'zh-HK',
      }),
      await ask('GET', '/v1/agreements?q=(a&lang=zh-Hans'),
      await ask('GET', '/v1/agreements/no-such?lang=zh-Hans'),
      await ask('GET', '/v1/agreements?asOf=999999999&lang=zh-Hant'),
      await ask('GET', '/v1/agreements?asOf=2099-01-01&lang=zh-Hans'),
      await ask('GET', '/v1/agreements?asOf=1999-01-01&lang=zh-Hant'),
      await ask('GET', '/v1/agreements?asOf=no-such-edition&lang=zh-Hans'),
      await ask('GET', '/v1/agreements?asOf=?&updatedAt.gte=2024-02-30&lang=zh-Hant'),
      await ask('GET', '/v1/changes?since=2024-02-30&lang=zh-Hant'),
      await ask('GET', '/v1/changes?since=2024-02-28&after=now&lang=zh-Hant'),
      await ask('GET', '/v1/regions/cn-hk?asOf=1&lang=zh-Hans'),
      await ask('GET', '/v1/consensus-areas/no-such?lang=zh-Hant'),
      await ask('PUT', '/v1/agreements/a?lang=zh-Hant', body),
      await ask('PUT', '/v1/domains/finance?lang=zh-Hant', examples.domain('finance').record, { 'if-match': '"x"' }),
      await ask('DELETE', '/v1/sources/paper?lang=zh-Hans', undefined, { 'if-match': '*' }),
      await ask('POST', '/v1/batch?lang=zh-Hant', { records: [{ noun: 'domains', record: { id: 'X' } }] }),
    ]
    for (const answer of answers) {
      t.ok(answer.statusCode >= 400, answer.body)
      t.match(answer.headers, { 'content-language': /^zh-/ })
      const told: string[] = []
      JSON.stringify(answer.json(), (key, value) => {
        if (['title', 'detail'].includes(key)) told.push(String(value))
        return value
      })
      // Names stand as they are: of fields and their values, of records, and of formats.
      for (const text of told) t.match(text, /\p{Script=Han}/u, text)
      for (const text of told) t.notMatch(text, /\b(the|is|must|this|of|not|has|to)\b/i, text)
    }
  })
})

t.test('no parameter is refused without a word of what it takes', async (t) => {
  const { ask } = await testWriter(t)
  const { paths } = (await ask('GET', '/openapi.json')).json()
  for (const [path, { get }] of Object.entries<{ get?: { parameters?: { in: string; name: string }[] } }>(paths)) {
    const names = get?.parameters?.filter((one) => one.in === 'query').map(({ name }) => name) ?? []
    for (const nonsense of ['', '20x4', '-1']) {
      const query = names.map((name) => `${name}=${nonsense}`).join('&')
      const answer = await ask('GET', `${path.replaceAll(/\{[^}]+\}/g, 'x')}?${query}`)
      if (answer.statusCode === 400) t.notMatch(answer.body, /Invalid input|not a valid value/, `${path} ${nonsense}`)
    }
  }
})
