import { readFileSync } from 'node:fs'
import t from 'tap'
import { namesAddressed, surnameAddressed } from '../src/text/forms-of-address.ts'
import { seededApp } from './support/app.ts'

// A person whom a search addresses by a post comes first, hides nothing that has the words, and stands for a search that
// finds nothing.

t.test('what may be the name of a person beside a post', async (t) => {
  for (const [text, name] of [
    ['曾國衞局長', '曾國衞'],
    ['上海市長龔正', '龔正'],
    ['時任政務司司長陳方安生', '陳方安生'],
    ['梁振英行政長官', '梁振英'],
    ['Chief Executive C Y Leung', 'C Y Leung'],
    ['Chief Executive Mr John Lee', 'John Lee'],
    ['John Lee, GBM, Chief Executive', 'John Lee'],
    ['政務司司長陳國基先生', '陳國基'],
    ['Executive Vice-Governor of Guangdong Tang Bingquan', 'Tang Bingquan'],
    ['Carrie Lam, Chief Secretary for Administration', 'Carrie Lam'],
  ] as const)
    t.ok(namesAddressed(text).includes(name), text)
  for (const text of [
    '"局長曾國衞"',
    '局長',
    '上海龔正',
    'John Lee in Shanghai',
    `${'word '.repeat(40)} director John Lee`,
  ])
    t.same(namesAddressed(text), [], text)
  t.same(surnameAddressed('許局長'), { surname: '许', post: '局长' })
  t.notOk(surnameAddressed('局長') ?? surnameAddressed('許局長合作'))
})

interface Seed {
  id: string
  name: Record<string, string>
  posts: { title: Record<string, string> }[]
}

t.test('a form of address', async (t) => {
  const { app } = await seededApp(t)
  const ask = async (q: string, noun = 'search') =>
    (await app.inject(`/v1/${noun}?limit=10&q=${encodeURIComponent(q)}`)).json()
  const people: Seed[] = JSON.parse(readFileSync('seeds/persons.json', 'utf8'))
  const names = new Map(people.map(({ id, name }) => [id, name]))

  await t.test('finds the person first, with the post as people shorten it', async (t) => {
    const contracted = people.flatMap(({ id, name, posts }) =>
      posts.flatMap(({ title: { 'zh-Hant': title = '' } }) => {
        const short = title.replace(/([市省司局])\1長$/u, '$1長')
        return short !== title && name['zh-Hant'] ? [{ id, q: `${short}${name['zh-Hant']}` }] : []
      }),
    )
    const some = contracted.filter((_, at) => at % 4 === 0)
    t.ok(some.length > 10)
    for (const { id, q } of some) t.equal((await ask(q)).data[0]?.id, id, q)
  })

  await t.test('finds the person first with a title or honours beside the name, too', async () => {
    for (const [q, id] of [
      ['Chief Executive Mr John Lee', 'john-lee'],
      ['Chief Executive, the Hon John Lee, GBM', 'john-lee'],
      ['政務司司長陳國基先生', 'chan-kwok-ki'],
      ['John Lee, GBM, SBS, PDSM, PMSM', 'john-lee'],
    ] as const)
      t.equal((await ask(q)).data[0]?.id, id, q)
  })

  await t.test('hides nothing that has the words', async (t) => {
    for (const [q, words] of [
      ['上海市長龔正', '上海 市長 龔正'],
      ['廣東省長黃華華', '廣東 省長 黃華華'],
      ['香港特首梁振英', '香港 特首 梁振英'],
      ['財政司長陳茂波', '財政 司長 陳茂波'],
    ] as const)
      t.equal((await ask(q)).total, (await ask(words)).total, q)
  })

  await t.test('of which no record has all words stands for the name, which is told', async (t) => {
    for (const [q, id] of [
      ['香港特首林鄭月娥', 'carrie-lam'],
      ['時任政務司司長陳方安生', 'anson-chan'],
      ['譚志源司長', 'raymond-tam'],
      ['CE John Lee', 'john-lee'],
    ] as const) {
      const { readAs, data, total } = await ask(q)
      t.ok(Object.values(names.get(id) ?? {}).includes(readAs), `${q} is read as ${readAs}`)
      t.equal(data[0].id, id)
      t.equal(total, (await ask(readAs)).total)
    }
  })

  await t.test('stands for the name beside filters, page by page and in files, too', async (t) => {
    const get = async (path: string, q: string) => app.inject(`${path}&q=${encodeURIComponent(q)}`)
    const [asked, name, body] = ['譚志源司長', '譚志源', 'organization=hk-cmab']
    for (const path of [
      `/v1/persons?${body}`,
      `/v1/persons?${body}&sort=name`,
      '/v1/meetings?year=2015&facets=mechanism',
    ]) {
      const [answer, expected] = [(await get(path, asked)).json(), (await get(path, name)).json()]
      t.same(answer, { ...expected, readAs: name }, path)
      t.ok(answer.total > 0, path)
    }
    t.match((await get('/v1/persons?organization=hk-hkma', asked)).json(), { total: 0, readAs: name })
    t.match((await get('/v1/persons?organization=hk-hkma', name)).json(), { total: 0, readAs: undefined })
    t.match((await get('/v1/persons?organization=hk-hkma', '李家超')).json(), { total: 0, readAs: undefined })
    const { next } = (await get('/v1/persons?limit=2&total=none', '陳司長')).json()
    t.match((await get(`/v1/persons?limit=2&total=none&cursor=${next}`, '陳司長')).json().data, [{ id: /./ }])
    for (const format of ['ndjson', 'csv', 'atom', 'xlsx']) {
      const path = `/v1/persons?${body}&format=${format}`
      const answer = await get(path, asked)
      const expected = await app.inject(String(answer.headers['content-location']))
      t.equal(new URLSearchParams(String(answer.headers['content-location']).split('?')[1]).get('q'), name)
      if (format === 'ndjson') t.match(answer.json(), { id: 'raymond-tam' })
      if (format === 'ndjson' || format === 'csv') t.equal(answer.body, expected.body, format)
      t.ok(answer.body.length > 0, format)
    }
    const files = [await get('/v1/persons?format=csv', name), await get('/v1/persons?format=csv', 'zzz')]
    for (const { headers } of files)
      t.notOk(headers['content-location'], 'a file that is what was asked for says nothing')
    const accepted = await app.inject({
      url: `/v1/persons?q=${encodeURIComponent(asked)}`,
      headers: { accept: 'text/csv' },
    })
    t.match(accepted.headers['content-location'], /format=csv/)
  })

  await t.test('by a surname means the people who have it and such a post', async (t) => {
    t.match(await ask('許局長'), { readAs: '許正宇', data: [{ id: 'christopher-hui' }] })
    t.match(await ask('許局長', 'agreements'), { readAs: '許正宇', data: [{ id: 'shanghai-2026-01-signing-finance' }] })
    t.match(await ask('林特首'), { readAs: '林鄭月娥' })
    t.match((await ask('陳司長')).readAs.split(' OR ').sort(), ['陳國基', '陳方安生', '陳茂波'].sort())
    t.match(await ask('何主任'), { readAs: '何立峰' })
    for (const q of ['高局長', '關局長', '任主任', '方局長', '江市長', '項局長']) t.match(await ask(q), { total: 0 }, q)
  })

  await t.test('that addresses nobody on record leaves out no word', async (t) => {
    for (const q of [
      'Director of Health Macao agreement',
      'President of Tsinghua University Hong Kong',
      'Secretary for Commerce Shanghai agreement',
      'Governor of Guangdong visit Hong Kong',
      'minister of education higher education',
      '市長高層',
      '市長高峰會',
    ])
      t.match(await ask(q), { total: 0, readAs: undefined }, q)
  })
})
