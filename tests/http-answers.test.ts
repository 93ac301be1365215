import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { long, testServer } from './support/things.ts'

t.test('compression', async (t) => {
  const app = await testServer(t)
  const get = (url: string, coding: string, headers = {}) =>
    app.inject({ url, headers: { 'accept-encoding': coding, ...headers } })
  t.test('gives each representation its own tag and accepts any of them back', async (t) => {
    const [plain, gzip, brotli] = [
      await get('/v1/things/long', ''),
      await get('/v1/things/long', 'gzip'),
      await get('/v1/things/long', 'gzip, br'),
    ]
    t.equal(plain.body, long)
    t.equal(gunzipSync(gzip.rawPayload).toString(), long)
    t.equal(brotliDecompressSync(brotli.rawPayload).toString(), long)
    t.equal(new Set([plain, gzip, brotli].map(({ headers }) => headers.etag)).size, 3)
    for (const { headers } of [plain, gzip, brotli]) {
      t.match(headers.vary, /accept-encoding/i)
      const again = await get('/v1/things/long', 'br', { 'if-none-match': `"other", W/${headers.etag}` })
      t.match([again.statusCode, again.headers.etag, again.body], [304, headers.etag, ''])
    }
  })
  t.test('leaves streams whole', async (t) => {
    const answer = await get('/v1/things/stream', 'gzip')
    t.equal(answer.headers['content-encoding'], 'gzip')
    t.equal(gunzipSync(answer.rawPayload).toString(), '{"a":1}\n'.repeat(500))
  })
})

t.test('formats', async (t) => {
  const app = await testServer(t)
  const formatFor = async (url: string, accept: string) => {
    const answer = await app.inject({ url, headers: { accept } })
    return answer.json().format ?? answer.statusCode
  }
  t.equal(await formatFor('/v1/things', ''), 'json')
  t.equal(await formatFor('/v1/things', 'text/html,application/xml;q=0.9,*/*;q=0.8'), 'json')
  t.equal(await formatFor('/v1/things', 'application/json;q=0.5, text/*'), 'csv')
  t.equal(await formatFor('/v1/things', 'application/json;q=0, */*'), 'csv')
  t.equal(await formatFor('/v1/things', 'application/json;q=0.5, text/csv;q=0.4, */*;q=0.1'), 'json')
  t.equal(await formatFor('/v1/things', 'text/csv, application/json'), 'csv', 'what the client names first wins a tie')
  t.equal(await formatFor('/v1/things', 'text/csv;header=present; Q=0.9, application/json;charset=utf-8'), 'json')
  t.equal(await formatFor('/v1/things', 'image/png'), 406)
  t.equal(await formatFor('/v1/things', 'nonsense, ;q=, /'), 406)
  t.equal(await formatFor('/v1/things', '*/*;q=0'), 406)
  t.equal(await formatFor('/v1/things?format=csv', 'application/json'), 'csv')
})
