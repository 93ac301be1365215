import { read, utils } from '@e965/xlsx'
import t from 'tap'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

/** The rows of the first sheet of a workbook, by another hand than the one that wrote it; the second tells the licence. */
function rowsOf(workbook: Buffer, name: string): unknown[][] {
  const { SheetNames, Sheets } = read(workbook, { cellDates: true, UTC: true })
  const sheet = Sheets[name]
  if (!sheet || SheetNames.join() !== `${name},Licence`) throw new Error(`There are the sheets ${SheetNames}.`)
  const aside = String(Sheets.Licence?.A1?.v)
  if (!aside.includes('CC BY 4.0')) throw new Error(`The second sheet says ${aside}.`)
  return utils.sheet_to_json(sheet, { header: 1, UTC: true, defval: null })
}

t.test('formats of a list', async (t) => {
  const { app, registry } = await testApp(t)
  const many = Array.from({ length: 520 }, (_, index) => examples.agreement(`many-${index}`, { signedOn: '2020' }))
  await write(
    registry,
    ...ground,
    ...many,
    examples.agreement('formula', {
      title: { 'zh-Hant': '=cmd|"/c calc"!A1', en: 'A, "quoted"\nline' },
      signedOn: '2024-04-26',
    }),
  )
  const ndjson = await app.inject('/v1/agreements?format=ndjson')
  const lines = ndjson.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.equal(lines.length, 521, 'NDJSON gives the whole list, page or not')
  t.match(ndjson.headers, {
    'content-type': /x-ndjson/,
    'content-disposition': 'attachment; filename="agreements.ndjson"',
    'registry-seq': /^\d+$/,
  })
  t.same(lines[0], (await app.inject('/v1/agreements/formula')).json(), 'as it is stored')

  const csv = await app.inject({ url: '/v1/agreements?lang=zh-Hant', headers: { accept: 'text/csv' } })
  t.match(csv.headers, { 'content-type': /text\/csv/, 'content-language': 'zh-Hant' })
  t.ok(csv.body.startsWith('\uFEFF編號,'), 'CSV begins with the mark of UTF-8 and headings in the language asked for')
  t.match(csv.body, /標題（繁體中文）/)
  t.match(csv.body, /"'=cmd\|""\/c calc""!A1"/, 'a formula is made harmless')
  t.match(csv.body, /"A, ""quoted""\nline"/)
  t.equal(csv.body.split('\r\n').length, 521 + 2)
  for (const format of ['csv', 'ndjson']) {
    const url = `/v1/agreements?format=${format}&total=none`
    const [counted, plain] = await Promise.all([app.inject(`${url}&facets=domain`), app.inject(url)])
    t.equal(counted.body, plain.body, `${format} is the same with facets, which it has no room for`)
  }

  const xlsx = await app.inject('/v1/agreements?format=xlsx&id=formula')
  t.equal(xlsx.headers['content-type'], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const [headings = [], values = [], ...none] = rowsOf(xlsx.rawPayload, 'agreements')
  t.same(none, [])
  const cells = Object.fromEntries(headings.map((heading, at) => [String(heading), values[at]]))
  t.match(cells, {
    Id: 'formula',
    'Title (English)': 'A, "quoted"\nline',
    'Title (Traditional Chinese)': `'=cmd|"/c calc"!A1`,
    'Signed on': new Date('2024-04-26'),
    Version: 1,
  })
  const whole = await app.inject('/v1/agreements?format=xlsx&fields=id&fields=title&fields=signedOn&sort=id')
  const sheet = rowsOf(whole.rawPayload, 'agreements')
  t.equal(sheet.length, 521 + 1, 'XLSX gives the whole list, too')
  t.ok(sheet.every((row) => row.length === 5))
  t.equal((await app.inject({ url: '/v1/agreements', headers: { accept: 'image/png' } })).statusCode, 406)

  const linked = await app.inject({
    url: '/v1/agreements/formula',
    headers: { accept: 'application/ld+json', host: 'registry.example' },
  })
  t.match(linked.json(), {
    '@id': 'http://registry.example/v1/agreements/formula',
    '@type': 'CreativeWork',
    dateCreated: '2024-04-26',
  })
  t.match((await app.inject('/v1/dataset')).json(), { '@type': 'dcat:Dataset', 'dcat:version': /\d+/ })
})

t.test('a list as a feed', async (t) => {
  const { app, registry } = await testApp(t)
  const many = Array.from({ length: 501 }, (_, index) => examples.agreement(`many-${index}`, { signedOn: '2020-05' }))
  await write(registry, ...ground, ...many, examples.agreement('pact', { type: 'arrangement', title: { en: 'A & B' } }))
  await write(registry, examples.agreement('later', { type: 'arrangement', signedOn: '2019' }))
  const ask = (url: string, headers = {}) => app.inject({ url, headers: { host: 'registry.example', ...headers } })
  const whole = await ask('/v1/agreements?format=atom')
  t.match([whole.statusCode, whole.headers['content-type']], [200, /^application\/atom\+xml/])
  t.equal(whole.body.match(/<entry>/g)?.length, 503, 'gives the whole list')

  const { body } = await ask('/v1/agreements?type=arrangement&lang=zh-Hant', { accept: 'application/atom+xml' })
  const root = 'http://registry.example'
  t.same(
    [...body.matchAll(/<link rel="(self|alternate)" href="([^"]+)"/g)].map(([, rel, href]) => [rel, href]),
    [
      ['self', `${root}/v1/agreements?lang=zh-Hant&amp;type=arrangement&amp;format=atom`],
      ['alternate', `${root}/v1/agreements?lang=zh-Hant&amp;type=arrangement`],
      ['alternate', `${root}/agreements/later`],
      ['alternate', `${root}/agreements/pact`],
    ],
    'begins with what changed last',
  )
  t.match(body, /xml:lang="zh-Hant"><id>urn:uuid:.*<title>A &amp; B<\/title>/s)
  t.match(body, /<summary>合作文件, 2019年<\/summary>/)
  const entries = (feed: string) => [...feed.matchAll(/<entry><id>([^<]+)/g)].map(([, id]) => id)
  t.same(
    entries(body),
    entries((await ask('/en/agreements.atom?type=arrangement')).body),
    'as the feed of the page has them',
  )
  t.match((await ask('/v1/agreements?format=atom&limit=3')).json(), { status: 400, errors: [{ parameter: 'limit' }] })
  t.equal((await ask('/v1/agreements/pact?format=atom')).statusCode, 400)
  const sorted = await ask('/v1/agreements?type=arrangement&format=atom&sort=-signedOn')
  t.same(entries(sorted.body), entries(body).reverse())
})

t.test('what is asked of a whole list without its body reads no more than its first page', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const read = t.capture(registry.db, 'transaction', registry.db.transaction)
  const readBy = async (method: 'GET' | 'HEAD') => {
    t.equal((await app.inject({ method, url: '/v1/domains?format=ndjson' })).statusCode, 200)
    return read().length
  }
  const whole = await readBy('GET')
  const first = await readBy('HEAD')
  t.equal(first + (await readBy('GET')), 1 + whole, 'nor later on')
})
