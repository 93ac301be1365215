import t from 'tap'
import { testPages } from './support/pages.ts'

t.test('pages and their addresses', async (t) => {
  const { get } = await testPages(t)

  await t.test('are reached from the root in the language that a client prefers', async (t) => {
    for (const [accepted, path] of Object.entries({
      'zh-HK': 'tc',
      'zh-CN,en;q=0.5': 'sc',
      'fr, en': 'en',
      '': 'en',
    })) {
      const { statusCode, headers } = await get('/', { 'accept-language': accepted })
      t.match({ statusCode, headers }, { statusCode: 303, headers: { location: `/${path}`, vary: /Accept-Language/ } })
    }
  })

  await t.test('are led to from the tags of their languages', async (t) => {
    for (const [other, right] of [
      ['/zh-Hant/agreements?domain=finance', '/tc/agreements?domain=finance'],
      ['/zh-Hans', '/sc'],
      ['/zh/mechanisms/shanghai', '/sc/mechanisms/shanghai'],
    ] as const)
      t.match(await get(other), { statusCode: 308, headers: { location: right } }, other)
  })

  await t.test('tell search engines what there is and where to search', async (t) => {
    const { body: robots } = await get('/robots.txt')
    const sitemap = new URL(/^Sitemap: (\S+)$/m.exec(robots)?.[1] ?? '')
    const locationsIn = (body: string) =>
      [...body.matchAll(/<loc>[^<]*?\/\/[^/]+([^<]+)<\/loc>/g)].map(([, path = '']) => path)
    const files = locationsIn((await get(sitemap.pathname)).body)
    const pages = await Promise.all(files.map(async (file) => locationsIn((await get(file)).body)))
    t.ok(pages.flat().includes('/tc/agreements/markup'))
    for (const path of pages.flat().slice(0, 20)) t.equal((await get(path)).statusCode, 200, path)
    t.equal((await get('/sitemap/en/agreements/2.xml')).statusCode, 404)
    t.match((await get('/opensearch.xml')).body, /template="http:[^"]+\/sc\/search\?q=\{searchTerms\}"/)
  })

  await t.test('lead from a permanent address to the page or to the data', async (t) => {
    const led = async (headers: object) => (await get('/mechanisms/shanghai', headers)).headers.location
    t.equal(await led({ 'accept-language': 'zh-TW' }), '/tc/mechanisms/shanghai')
    t.equal(await led({ accept: 'application/json' }), '/v1/mechanisms/shanghai')
    t.equal(await led({ accept: '*/*' }), '/en/mechanisms/shanghai')
    t.equal(await led({ accept: 'text/html;charset=utf-8, application/json;q=0.5' }), '/en/mechanisms/shanghai')
  })
})
