import t from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

interface Index {
  nouns: { noun: string; label: string; href: string; template: string }[]
  reads: { operationId: string; href?: string; template?: string }[]
  contract: { href: string }
}

t.test('the index of the API', async (t) => {
  const { app, registry } = await testApp(t, { publicUrl: 'https://registry.example/record' })
  await write(registry, ...ground, examples.agreement('pact'), examples.person('someone'))
  const answer = await app.inject('/v1')
  const index: Index = answer.json()
  t.match(index, {
    title: 'The Regional Cooperation Registry',
    licence: { record: { name: 'CC BY 4.0' }, software: { name: 'MIT' } },
  })
  t.same(
    index.nouns.map(({ noun }) => noun),
    [...nouns.keys()],
  )
  const hrefs = [...index.nouns, ...index.reads, index.contract].flatMap(({ href }) => href ?? [])
  for (const href of hrefs.filter((each) => !each.endsWith('/stream'))) {
    t.ok(href.startsWith('/record/'), href)
    t.equal((await app.inject(href)).statusCode, 200, href)
  }

  const templates = [...index.nouns, ...index.reads].flatMap(({ template }) => template ?? [])
  t.ok(templates.includes('/record/v1/search{?q}'))
  t.ok(templates.includes('/record/v1/agreements/{id}'))
  const named = [...hrefs, ...templates].map((each) => each.replace(/^\/record/, '').replace(/\{\?.*/, ''))
  const { paths } = (await app.inject('/openapi.json')).json<{
    paths: Record<string, { get?: { security?: object } }>
  }>()
  for (const [path, { get }] of Object.entries(paths))
    if (path.startsWith('/v1/')) t.equal(named.includes(path), get !== undefined && !get.security, path)

  t.equal((await app.inject({ url: '/v1', headers: { 'if-none-match': String(answer.headers.etag) } })).statusCode, 304)
  t.match([(await app.inject('/v1/')).statusCode, (await app.inject('/v1/')).headers.location], [308, '/record/v1'])
  const chinese = await app.inject('/v1?lang=zh-Hant&minSeq=1')
  t.match(chinese.json(), { title: '區域合作登記冊', nouns: [{ label: '合作機制' }] })
  t.match(chinese.headers, { 'content-language': 'zh-Hant', 'registry-seq': /\d/ })
  t.equal((await app.inject('/v1?lnag=en')).statusCode, 400)
})
