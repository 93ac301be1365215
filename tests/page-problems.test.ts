import t from 'tap'
import { connect } from '../src/database/connect.ts'
import { appOver } from './support/app.ts'
import { asBrowser, testPages } from './support/pages.ts'
import { startPostgres } from './support/postgres.ts'
import { examples, write } from './support/records.ts'

t.test('what goes wrong is shown', async (t) => {
  const { registry, get, ask, tagOf } = await testPages(t)

  await t.test('to people as a page in their language, to programs as a problem document', async (t) => {
    const cases: [string, RegExp][] = [
      ['/en/nothing', /lang="en"/],
      ['/tc/agreements/nope', /lang="zh-Hant-HK"/],
      ['/sc/nothing', /lang="zh-Hans-CN"/],
    ]
    for (const [url, lang] of cases) {
      const page = await get(url)
      t.match(page, { statusCode: 404, headers: { 'content-type': /^text\/html/ }, body: lang }, url)
      const data = await get(url, { accept: 'application/json' })
      t.match(data, { statusCode: 404, headers: { 'content-type': /^application\/problem\+json/ } }, url)
    }
    t.match((await get('/v1/nothing')).headers['content-type'], /problem\+json/)
  })

  await t.test('and when to come again, where the database does not answer', async (t) => {
    const server = await startPostgres()
    const connection = await connect({ databaseUrl: server.url, dataDirectory: '' })
    t.teardown(() => connection.close())
    await connection.migrate()
    const { app } = await appOver(t, connection)
    const ask = (url: string, accept: string) => app.inject({ url, headers: { accept } })
    t.equal((await ask('/tc/mechanisms', asBrowser.accept)).statusCode, 200)
    await server.stop()
    const page = await ask('/tc/agreements/any', asBrowser.accept)
    t.match(page, { statusCode: 503, headers: { 'content-type': /^text\/html/, 'retry-after': /^\d+$/ } })
    t.match(page.body, /lang="zh-Hant-HK".*登記冊暫時無法讀取.*請於 \d+ 秒後再試/s)
    t.match(page.body, '<a href="/tc/agreements/any">再試一次</a>')
    t.notMatch(page.body, '<form', 'nothing is offered that fails as well')
    const data = await ask('/tc/agreements/any', 'application/json')
    t.match(data, { statusCode: 503, headers: { 'content-type': /^application\/problem\+json/ } })
  })

  await t.test('beside the field whose filter is wrong', async (t) => {
    const { statusCode, body } = await get('/en/agreements?signedOn.gte=2024-13&type=arrangement&domian=x')
    t.equal(statusCode, 400)
    t.match(body, /id="signedOn.gte"[^>]*value="2024-13"[^>]*aria-invalid="true"[^>]*>\s*<p class="problem"/)
    t.match(body, 'domain?')
    t.equal((await get('/tc/agreements?domain=fnance')).statusCode, 400)
    const inherited = await get('/en/agreements?constructor=name&valueOf.constructor=x&status=constructor')
    t.equal(inherited.statusCode, 400)
    t.match(inherited.body, /constructor: name.*Status: constructor/s)
    t.notMatch(inherited.body, /undefined|native code/)
    t.equal((await get('/tc/search?q=金融&noun=nope')).statusCode, 400)
  })

  await t.test('beside the choice that is wrong, on each page of analysis', async (t) => {
    const wrong: [page: string, choice: string][] = [
      ['/tc/timeline?by=nothing', 'by'],
      ['/tc/timeline?domain=banking&interval=day', 'interval'],
      ['/tc/matrix?rows=nothing', 'rows'],
      ['/tc/matrix?measure=nothing&domain=banking', 'measure'],
      ['/tc/missing?kind=nothing', 'kind'],
    ]
    for (const [url, choice] of wrong) {
      const { statusCode, body } = await get(url)
      t.equal(statusCode, 400, url)
      t.match(body, /<div class="problem" role="alert">/, url)
      const field = body.slice(body.indexOf(`<select id="${choice}"`))
      t.match(field, new RegExp(`^<select[^>]*aria-describedby="wrong-${choice}" aria-invalid="true"`), url)
      t.match(field, new RegExp(`</select><p class="problem" id="wrong-${choice}">\\S`), url)
      const data = await get(url, { accept: 'application/json' })
      t.match(data, { statusCode: 400, headers: { 'content-type': /^application\/problem\+json/ } }, url)
    }
  })

  await t.test('and what no page of analysis knows is not sent again', async (t) => {
    for (const page of ['timeline', 'matrix']) {
      const { statusCode, body } = await get(`/en/${page}?sort=-signedOn&cursor=x&asOf=1&domain=banking`)
      t.equal(statusCode, 400, page)
      const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)"/g)].map(([, name]) => name)
      t.same(hidden, ['domain'], page)
    }
  })

  await t.test('with the filters of a page of analysis, which a link removes', async (t) => {
    for (const page of ['matrix?rows=domain&columns=year&', 'timeline?by=domain&']) {
      const { statusCode, body } = await get(`/en/${page}domain=banking&type=nothing`)
      t.equal(statusCode, 400, page)
      t.match(body, '<li>Type: This must be one of', page)
      t.match(body, `<a href="/en/${page.replaceAll('&', '&amp;')}domain=banking">Type: nothing`, page)
      t.match(body, '<input type="hidden" name="domain" value="banking"/>', page)
    }
  })

  await t.test('where a record was deleted, or has another id now', async (t) => {
    const path = '/v1/agreements/bidi'
    await ask('DELETE', path, undefined, { 'if-match': await tagOf(path), 'x-reason': 'Entered twice' })
    const gone = await get('/tc/agreements/bidi')
    t.match(gone, { statusCode: 410, body: /<dt>原因<\/dt><dd>Entered twice<\/dd>/ })
    t.match(gone.body, '此記錄已從登記冊刪除')
    t.notMatch(gone.body, /\d{2}:\d{2}:\d{2}\.\d+Z[^"]*</, 'no instant in the words')
    const [, deletion = ''] = /<a href="(\/tc\/agreements\/bidi\/versions\/\d)"/.exec(gone.body) ?? []
    t.match(await get(deletion), { statusCode: 200, body: 'txet' }, 'what it said')
    await write(registry, examples.region('cn-new', { formerIds: ['cn-old'] }))
    const moved = await get('/tc/regions/cn-old')
    t.match(moved, { statusCode: 308, headers: { location: '/tc/regions/cn-new' } })
  })
})
