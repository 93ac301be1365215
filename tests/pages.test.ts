import t from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { seedReason } from '../src/nouns/introduction.ts'
import { parameterName } from '../src/pages/parameter-names.ts'
import { readerOf } from '../src/pages/reader.ts'
import { hostile, testPages } from './support/pages.ts'
import { examples, write } from './support/records.ts'

const paths = ['en', 'tc', 'sc'] as const
const tags = { en: 'en', tc: 'zh-Hant-HK', sc: 'zh-Hans-CN' }

const linksIn = (html: string) =>
  [...html.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

t.test('pages', async (t) => {
  const { registry, ask, get } = await testPages(t)

  await t.test('link only to what is there, and each says its language', async (t) => {
    const seen = new Set<string>()
    const waiting = paths.map((path) => `/${path}`)
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
      if (seen.has(url)) continue
      seen.add(url)
      const { statusCode, headers, body } = await get(decodeURI(url))
      const path = paths.find((path) => url.startsWith(`/${path}`))
      if (!path && [301, 303, 308].includes(statusCode)) waiting.push(String(headers.location))
      else t.equal(statusCode, 200, url)
      if (!path || /\.(?:atom|csv|svg)(?:\?|$)/.test(url)) continue
      if (!body.startsWith(`<!doctype html><html lang="${tags[path]}">`)) t.fail(`${url} does not say its language`)
      // A list under several filters at once leads to as many more; one filter shows them all.
      const isFar = new URLSearchParams(url.split('?')[1]).size > 1
      if (!isFar) waiting.push(...linksIn(body).filter((href) => href.startsWith('/')))
    }
    t.ok(seen.size > 100, `${seen.size} addresses`)
  })

  await t.test('show what a record says as text, whatever it says', async (t) => {
    for (const [id, title] of Object.entries(hostile)) {
      for (const url of [
        `/en/agreements/${id}`,
        '/en/agreements',
        '/en',
        '/en/changes',
        '/sc/missing?kind=agreement-without-area',
        `/en/search?q=${encodeURIComponent('alert')}`,
      ]) {
        const { body } = await get(url)
        t.notMatch(body, /<script(?! type="application\/ld\+json")|<img|onmouseover="/, url)
        t.notMatch(body, /<script[^>]*>[^<]*<(?!\/script>)/, url)
      }
      const { body } = await get(`/en/agreements/${id}`)
      t.ok(body.includes(title.slice(0, 5).replaceAll('<', '&lt;').replaceAll('"', '&quot;')), id)
    }
  })

  await t.test('run nothing and load nothing but the one stylesheet', async (t) => {
    const { headers, body } = await get('/tc')
    t.match(headers['content-security-policy'], /^default-src 'none';style-src 'self';/)
    t.notMatch(String(headers['content-security-policy']), /unsafe/)
    const [, stylesheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(body) ?? []
    const { headers: sent } = await get(stylesheet)
    t.match(sent, { 'content-type': /^text\/css/, 'cache-control': /immutable/ })
    t.notMatch(body, / style="|<style|<script(?! type="application\/ld\+json">)/)
  })

  await t.test('tell those who show links of a picture that the service has', async (t) => {
    const [, address = ''] = /<meta property="og:image" content="([^"]+)"/.exec((await get('/tc')).body) ?? []
    const picture = await get(address)
    t.match(picture, { statusCode: 200, headers: { 'content-type': 'image/png' } })
    t.equal(picture.rawPayload.toString('latin1', 1, 4), 'PNG')
  })

  await t.test('are the same for a client that has them, until a record changes', async (t) => {
    const { headers } = await get('/en/mechanisms/shanghai')
    const held = { 'if-none-match': String(headers.etag) }
    t.match(headers, { 'cache-control': 'no-cache', 'content-language': 'en' })
    t.equal((await get('/en/mechanisms/shanghai', held)).statusCode, 304)
    t.equal((await get('/tc/mechanisms/shanghai', held)).statusCode, 200)
    await write(registry, examples.agreement('another', { meeting: null }))
    t.equal((await get('/en/mechanisms/shanghai', held)).statusCode, 200)
  })

  await t.test('say who states a fact, what is not known, and what other sources say', async (t) => {
    const other = { source: 'paper', locator: 'p. 9' }
    const alternatives = [
      { pointer: '/date', value: '2024-05', citation: other },
      { pointer: '/name/en', value: 'Seventh session', citation: other },
    ]
    await write(registry, examples.meeting('contested', { alternatives }))
    const { body } = await get('/en/meetings/contested')
    const fact = (field: string) => body.split(`id="fact-${field}"`)[1]?.split('</dd>')[0] ?? ''
    t.match(fact('date'), /26 April 2024.*href="#source-1".*para 17\(ii\).*May 2024/s)
    t.match(body, /<dt>No source read so far says<\/dt><dd>.*<li id="fact-place">Place<\/li>/)
    t.notMatch(fact('place'), /#source/)
    t.match(body, /id="source-1"/)
    t.match(fact('name'), 'English: Seventh session')
    t.match((await get('/tc/meetings/contested')).body, '第17(ii)段', 'a place that sources count, in Chinese')
  })

  await t.test('mark words that are in another language, and tell why records were there at first', async (t) => {
    const notes = 'Signed in two copies.'
    const { id, ...record } = examples.agreement('noted', { meeting: null, notes }).record
    const put = async (change: object, reason: string, held: object) =>
      ask('PUT', `/v1/agreements/${id}`, { ...record, ...change }, { 'x-reason': encodeURI(reason), ...held })
    t.equal((await put({}, seedReason.en, {})).statusCode, 201)
    t.equal((await put({ notes: '一式兩份。' }, 'as the paper has it', { 'if-match': '*' })).statusCode, 200)
    const chinese = (await get('/tc/agreements/noted')).body
    t.match(chinese, '<td><span lang="en">as the paper has it</span></td>')
    t.match(chinese, `<td>${seedReason['zh-Hant']}</td>`)
    t.notMatch(chinese, '<span lang="zh">一式兩份')
    t.match((await get('/en/agreements/noted')).body, '<span lang="zh">一式兩份。</span>')
    t.match((await get('/sc/changes')).body, `<dd>${seedReason['zh-Hans']}</dd>`)
    t.match((await get('/tc/agreements/noted/versions/2')).body, `<td><span lang="en">${notes}</span></td>`)
  })

  await t.test('tell what a version changed, as it was and as it became', async (t) => {
    await write(registry, examples.agreement('corrected', { meeting: null, title: { en: 'Draft' }, signedOn: '2023' }))
    await write(
      registry,
      examples.agreement('corrected', {
        meeting: null,
        title: { en: 'Memorandum' },
        origins: { en: 'translated' },
        signedOn: '2024-05',
      }),
    )
    const record = (await get('/en/agreements/corrected')).body
    t.match(record, /<a href="\/en\/agreements\/corrected\/versions\/2">[^<]*Title[^<]*<\/a>/)
    const { body } = await get('/tc/agreements/corrected/versions/2')
    t.match(body, /<h1[^>]*>Memorandum：第 2 版的更改<\/h1>/)
    t.match(body, /<th scope="row">簽署日期<\/th><td>2023年<\/td><td>2024年5月<\/td>/)
    t.match(body, /<td><ul><li><span lang="en">Draft<\/span>.*<span lang="en">Memorandum<\/span>/s)
    t.match(body, /<th scope="row">文字來源<\/th>.*<li>英文：由本登記冊翻譯<\/li>/s, 'where words come from, in words')
    t.equal((await get('/tc/agreements/corrected/versions/9')).statusCode, 404)
    t.equal((await get('/tc/agreements/corrected/versions/x')).statusCode, 404)
  })

  await t.test('lead from a search that finds nothing to one without the words that are nowhere', async (t) => {
    const { body } = await get('/en/search?q=Shanghai zzqq')
    t.match(body, '<a href="/en/search?q=Shanghai">Shanghai</a>')
    t.notMatch((await get('/en/search?q=zzqq')).body, 'Search with fewer words')
    const apart = (await get('/sc/search?q=金融 alert')).body
    t.match(
      apart,
      '<a href="/sc/search?q=alert">alert</a>',
      'words that no record has together are searched with fewer',
    )
  })

  await t.test('lead from a search with a year to the lists of that year', async (t) => {
    const { body } = await get('/tc/search?q=shanghai 2024年')
    const [, meetings = ''] = /2024年有關「shanghai」的：<a href="([^"]+)">會議/.exec(body) ?? []
    t.match((await get(meetings.replaceAll('&amp;', '&'))).body, 'href="/tc/meetings/shanghai-2024-04"')
    t.notMatch((await get('/tc/search?q=2024')).body, '有關「')
  })

  await t.test('name each filter in the language of the page', async (t) => {
    for (const noun of nouns.values())
      for (const parameter of Object.keys(noun.parameters))
        t.notMatch(parameterName(readerOf('zh-Hant'), nouns, noun, parameter), /[a-z]/i, `${noun.name} by ${parameter}`)
  })

  await t.test('narrow a list by an address that forms and links agree on', async (t) => {
    const { statusCode, headers } = await get('/en/agreements?q=&type=arrangement&sort=')
    t.match({ statusCode, headers }, { statusCode: 303, headers: { location: '/en/agreements?type=arrangement' } })
    const { body } = await get('/en/agreements?mechanism=shanghai')
    const { total } = (await get('/v1/agreements?mechanism=shanghai', { accept: '*/*' })).json()
    t.match(body, `${total} records fit.`)
    t.match(body, /<a href="\/en\/agreements">Mechanism: shanghai /, 'the filter as a link that removes it')
    const uncounted = (await get('/en/agreements?mechanism=shanghai&undetermined=none')).body
    t.match(uncounted, /<a href="\/en\/agreements\?undetermined=none">Mechanism: shanghai /)
    t.notMatch(uncounted, 'undetermined: ', 'a setting is no filter')
    t.match(body, /name="mechanism" value="shanghai" checked/)
    t.match(body, 'href="/v1/agreements?mechanism=shanghai&amp;format=csv"')
    t.match(body, '<option value="signedOn">Signed on, oldest first</option>')
    t.match(body, '<option value="-id">Id, Z to A</option>')
    t.match(body, '<option value="-updatedAt">Updated, newest first</option>')
  })

  await t.test('count records by two fields, each number a link to what it counts', async (t) => {
    const { body } = await get('/en/matrix')
    const [, list = '', count] = /<td class="count shade5"><a href="([^"]+)">(?:≥ )?(\d+)<\/a>/.exec(body) ?? []
    t.match((await get(decodeURI(list.replaceAll('&amp;', '&')))).body, `${count} records fit.`)
    t.equal((await get('/en/matrix?rows=year&columns=year')).statusCode, 400)
    const narrowed = (await get('/en/matrix?mechanism=shanghai&rows=domain')).body
    t.match(narrowed, '<input type="hidden" name="mechanism" value="shanghai"/>', 'the form keeps the filter')
    t.notMatch(narrowed, '<input type="hidden" name="rows"')
    t.match(narrowed, '<a href="/en/matrix?rows=domain&amp;columns=year">Mechanism: ', 'and a link removes it')
  })
})
