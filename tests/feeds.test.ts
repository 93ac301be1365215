import t from 'tap'
import { examples, ground, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

t.test('feeds', async (t) => {
  const { app, registry } = await testWriter(t)
  await write(
    registry,
    ...ground,
    examples.meeting('first'),
    examples.agreement('plain', { meeting: null, title: { en: 'A & B <c>\u0007' } }),
    examples.agreement('other', { meeting: null, type: 'arrangement' }),
  )
  const ask = (url: string, headers = {}) => app.inject({ url, headers: { host: 'registry.example', ...headers } })
  const idsIn = (body: string) => [...body.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id)

  t.test('list the records of a filter with what Atom wants', async (t) => {
    const { body, headers, statusCode } = await ask('/en/agreements.atom?type=arrangement')
    t.equal(statusCode, 200)
    t.match(headers, { 'content-type': /^application\/atom\+xml/, 'content-language': 'en' })
    t.equal(idsIn(body).length, 2)
    t.match(body, /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="en">/)
    t.match(body, 'rel="self" href="http://registry.example/en/agreements.atom?type=arrangement"')
    t.match(body, /rel="alternate" href="http:\/\/registry.example\/en\/agreements\/other"/)
    const [feed, entry] = [...body.matchAll(/<updated>([^<]+)<\/updated>/g)].map(([, updated]) => updated)
    t.equal(feed, entry, 'the feed changed when its newest entry did')
    t.equal((await ask('/en/agreements.atom?type=nonsense')).statusCode, 400)
    t.equal((await ask('/en/agreements.atom', { 'if-none-match': '"x"' })).statusCode, 200)
    t.equal(
      (await ask('/en/agreements.atom?type=arrangement', { 'if-none-match': String(headers.etag) })).statusCode,
      304,
    )
  })

  t.test('hold no text that XML cannot, and no id twice', async (t) => {
    for (const url of ['/tc/agreements.atom', '/sc/changes.atom', '/en/meetings.atom', '/en/persons.atom']) {
      const { body, statusCode } = await ask(url)
      t.equal(statusCode, 200, url)
      const ids = idsIn(body)
      t.equal(new Set(ids).size, ids.length, url)
      for (const id of ids)
        t.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      t.notMatch(body, /(?!\n)\p{Cc}|&(?!amp;|lt;|gt;|quot;)/u)
    }
    t.match((await ask('/en/agreements.atom')).body, 'A &amp; B &lt;c&gt;')
  })

  t.test('keep the id of an entry under another address', async (t) => {
    const [here, there] = await Promise.all(
      ['registry.example', 'another.example'].map((host) =>
        app.inject({ url: '/en/agreements.atom', headers: { host } }),
      ),
    )
    t.same(idsIn(here?.body ?? ''), idsIn(there?.body ?? 'x'))
  })

  t.test('tell changes newest first, with the reason', async (t) => {
    await write(registry, examples.agreement('later', { meeting: null, title: { en: 'Later' } }))
    const { body } = await ask('/en/changes.atom')
    t.match(body, /<entry>.*?<title>Added: Later<\/title>/s)
  })
})
