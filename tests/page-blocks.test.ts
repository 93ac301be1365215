import t from 'tap'
import { restartLog } from '../src/log/restarts.ts'
import { examples, ground, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

const citation = { source: 'paper' }

t.test('pages show of each noun what is its own', async (t) => {
  const { app, registry } = await testWriter(t)
  const claims = [
    { measure: 'agreements', value: 20, citation },
    { measure: 'consensus-areas', value: 1, citation },
  ]
  await write(registry, ...ground.filter(({ record }) => record.id !== 'shanghai-2024-04'))
  await write(
    registry,
    examples.person('jane', {
      posts: [{ organization: 'hk-health-bureau', title: { en: 'Secretary' }, from: '2022-07' }],
    }),
    examples.mechanism('guangdong'),
    examples.meeting('shanghai-2024-04', {
      claims,
      leads: [{ side: 'hk', person: 'jane', name: { en: 'Jane' }, title: { en: 'Secretary for Health' } }],
    }),
    examples.meeting('shanghai-2021', { date: '2021-08' }),
    examples.area('finance-2024'),
    examples.area('finance-2021', { meeting: 'shanghai-2021' }),
    examples.area('health-2021', { meeting: 'shanghai-2021', domains: ['health'], name: { en: 'Health' } }),
    examples.agreement('first', { signedOn: '1998', meeting: null }),
    examples.agreement('second', {
      meeting: null,
      signedOn: '2003-05',
      relations: [{ type: 'renews', agreement: 'first' }],
    }),
    examples.agreement('annex', { meeting: null, partOf: 'second', domains: ['banking'] }),
    examples.agreement('joint', {
      signatories: [
        { organization: 'hk-health-bureau', side: 'hk', person: 'jane' },
        { organization: 'shanghai-health-commission', side: 'mainland' },
      ],
      implements: ['finance-2024'],
    }),
  )
  const page = async (url: string) => {
    const { statusCode, body } = await app.inject({ url, headers: { accept: 'text/html' } })
    t.equal(statusCode, 200, url)
    return body
  }
  /** The words of a section, the cells of its rows apart. */
  const rowsOf = (body: string, section: string) =>
    [
      ...(body.split(`<section aria-labelledby="${section}">`)[1]?.split('</section>')[0] ?? '').matchAll(
        /<tr>.*?<\/tr>/gs,
      ),
    ]
      .map(([row]) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)])
      .map((cells) => cells.map(([, cell = '']) => cell.replace(/<[^>]+>/g, '').trim()))

  await t.test('a meeting: what is declared beside what is itemised, and what is missing', async (t) => {
    const rows = rowsOf(await page('/en/meetings/shanghai-2024-04'), 'declared')
    t.match(rows[1], ['Documents signed', /^20 \[1\]/, '1', '19', 'Some missing'])
    t.match(rows[2], ['Areas of consensus', /^1 \[1\]/, '1', '–', 'All itemised'])
  })

  await t.test('an agreement: its chain, its parts, the areas that it carries out', async (t) => {
    const rows = rowsOf(await page('/en/agreements/second'), 'chain')
    t.match(rows.slice(1), [
      ['1998', 'Memorandum first', ''],
      ['May 2003', 'this document', 'renews Memorandum first'],
      ['26 April 2024', 'Memorandum annex', 'is a part of this document'],
    ])
    t.equal(rowsOf(await page('/en/agreements/annex'), 'chain').length, 4, 'the chain of a part is that of the whole')
    t.match(await page('/en/agreements/joint'), /<h2 id="areas">.*href="\/en\/consensus-areas\/finance-2024"/s)
    t.notMatch(await page('/en/agreements/first'), /<h2 id="areas">/)
  })

  await t.test('an organization: with whom it signed', async (t) => {
    const body = await page('/en/organizations/hk-health-bureau')
    t.match(rowsOf(body, 'partners')[1], ['shanghai-health-commission', 'Mainland', '1', '26 April 2024'])
    const [, list = ''] = /<a href="(\/en\/agreements\?organization\.all=[^"]+)"/.exec(body) ?? []
    t.match(await page(list.replaceAll('&amp;', '&')), '1 record fits.')
  })

  await t.test('an organization: all with whom it signed, however many', async (t) => {
    const bodies = Array.from({ length: 42 }, (_, at) => `body-${at}`)
    await write(
      registry,
      ...bodies.map((id) => examples.organization(id)),
      examples.agreement('crowd', {
        meeting: null,
        signatories: bodies.map((organization) => ({ organization, side: 'mainland' })),
      }),
    )
    const body = await page('/en/organizations/body-0')
    t.match(body, '41 bodies signed the same documents.')
    t.match(body, '<summary>Show 1 more</summary>')
    t.same(
      new Set(
        rowsOf(body, 'partners')
          .slice(1)
          .flatMap(([name = '']) => (name.startsWith('body') ? [name] : [])),
      ),
      new Set(bodies.slice(1)),
    )
  })

  await t.test('a person: posts, meetings and papers in the order of time', async (t) => {
    const rows = rowsOf(await page('/en/persons/jane'), 'career')
    t.same(
      rows.slice(1).map(([when]) => when),
      ['July 2022', '26 April 2024', '26 April 2024'],
    )
    t.match(rows[2], [/./, /^Meeting or signing shanghai-2024-04/, 'Secretary for Health'])
  })

  await t.test('a mechanism: its sessions as a line in time, its domains by session', async (t) => {
    const body = await page('/en/mechanisms/shanghai')
    t.equal(body.match(/<circle /g)?.length, 2)
    t.match(body, /<svg [^>]*role="img"[^>]*><title>Sessions in time<\/title><desc>/)
    t.match(rowsOf(body, 'sessions')[2], ['26 April 2024', 'shanghai-2024-04', '1 itemised of 1 declared'])
    t.same(rowsOf(body, 'by-session').slice(1), [
      ['finance', '1', '1'],
      ['health', '1', '–'],
    ])
    t.notMatch(await page('/en/mechanisms/guangdong'), /<circle /)
  })

  await t.test('a domain: who has it, and for whom the registry has nothing', async (t) => {
    const body = await page('/en/domains/finance')
    t.match(rowsOf(body, 'holders')[1], ['shanghai', /^(≥ )?1$/, '2'])
    t.match(
      body,
      /does not mean that there is nothing:<\/p><ul class="inline"><li><a href="\/en\/mechanisms\/guangdong">/,
    )
  })

  await t.test('the timeline: bars, the same numbers as links, and both as files', async (t) => {
    const body = await page('/en/timeline?by=domain')
    t.match(body, /<svg [^>]*role="img"[^>]*><title>Timeline<\/title>/)
    t.match(body, /href="\/en\/agreements\?year=1998"/)
    const csv = await app.inject('/en/timeline.csv?by=domain')
    t.match(csv.body, /^\uFEFFPeriod,health,banking,finance,All\r\n1998,1,0,0,1\r\n/)
    const svg = await app.inject('/sc/timeline.svg')
    t.match(svg, { headers: { 'content-type': /^image\/svg\+xml/ }, body: /^<svg xmlns=/ })
    const years = [...svg.body.matchAll(/<rect /g)].length
    t.equal(years, 2024 - 1998 + 1, 'a year without documents keeps its room')
    t.equal((await app.inject({ url: '/en/timeline?by=nothing', headers: { accept: 'text/html' } })).statusCode, 400)
  })

  await t.test('the matrix as a picture to take away, with the numbers of its table', async (t) => {
    t.match(await page('/en/matrix?columns=domain'), 'href="/en/matrix.svg?rows=mechanism&amp;columns=domain"')
    const { headers, body } = await app.inject('/en/matrix.svg?columns=domain')
    t.match(headers, { 'content-type': /^image\/svg\+xml/, 'content-disposition': /matrix\.svg/ })
    t.match(body, /^<svg xmlns=.*<title>Agreements: Mechanism × Domain<\/title><desc>/)
    for (const url of ['/en/matrix.svg?columns=domain', '/en/timeline.csv?by=domain']) {
      const { etag = '', ...first } = (await app.inject(url)).headers
      t.match(first, { 'cache-control': 'public, no-cache', 'registry-seq': /^\d+$/ })
      const again = await app.inject({ url, headers: { 'if-none-match': String(etag) } })
      t.equal(again.statusCode, 304, `${url} is asked for again by its tag`)
      t.match((await app.inject(url)).headers, { etag, 'content-disposition': first['content-disposition'] })
    }
    const cells = [...body.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words)
    for (const row of rowsOf(
      (await page('/en/matrix?columns=domain'))
        .replace('<div class="scroll"', '<section aria-labelledby="all">$&')
        .replace('</table>', '$&</section>'),
      'all',
    ).slice(1, -1))
      for (const cell of row.slice(0, -1)) t.ok(cells.includes(cell), cell)
    t.equal((await app.inject({ url: '/en/matrix.svg?rows=nothing' })).statusCode, 400)
  })

  await t.test('what is missing: the numbers that are short, and one kind of gap', async (t) => {
    const body = await page('/en/missing')
    t.match(rowsOf(body, 'declared')[1], ['shanghai-2024-04', 'Documents signed', '20', '1', '19'])
    t.match(await page('/tc/missing?kind=agreement-without-area'), /href="\/tc\/agreements\/joint"|共 \d+ 項記錄/)
  })

  await t.test('two sessions compared', async (t) => {
    const body = await page('/en/compare/shanghai')
    t.match(body, /finance<\/a><\/th><td>Went on/)
    t.match(body, /health<\/a><\/th><td>No longer there/)
    const wrong = await app.inject({ url: '/en/compare/shanghai?from=nothing', headers: { accept: 'text/html' } })
    t.match(wrong, { statusCode: 400, body: /<select id="from"[^>]*aria-invalid="true".*id="wrong-from"/s })
    t.notMatch(wrong.body, 'Went on', 'nothing is compared')
    const other = await app.inject({
      url: '/en/compare/shanghai?to=nothing&from=shanghai-2024-04',
      headers: { accept: 'text/html' },
    })
    const [, from = ''] = /<select id="from"(.*?)<\/select>/s.exec(other.body) ?? []
    t.match(from, '<option value="shanghai-2024-04" selected>', 'what is right stays chosen')
    t.equal((await app.inject({ url: '/tc/compare/nothing', headers: { accept: 'text/html' } })).statusCode, 404)
  })

  await t.test('what is new, newest first, page by page', async (t) => {
    const body = await page('/en/changes')
    t.match(body, /<h1>What is new/)
    const seqs = async (url: string) =>
      [...(await page(url)).matchAll(/href="\/en\/([\w-]+\/[\w-]+)"/g)].map(([, one]) => one)
    t.ok((await seqs('/en/changes')).length > 10)
    t.equal((await app.inject({ url: '/en/changes?before=x', headers: { accept: 'text/html' } })).statusCode, 400)
    t.equal((await seqs('/en/changes?before=2')).length, 1)
    t.match(await page('/tc/changes?before=2'), '<a href="/tc/changes">返回最新修訂</a>')
    t.notMatch(body, /request that gives the same/, 'which begins with the oldest')

    const papers = (name: string, count: number) =>
      Array.from({ length: count }, (_, at) => examples.source(`${name}-${at}`))
    await write(registry, ...papers('before', 60))
    await restartLog(registry.leader, registry.head.epoch(), 'restored')
    await registry.head.refresh()
    await write(registry, ...papers('since', 3))
    const walked: (string | undefined)[] = []
    for (let url: string | undefined = '/en/changes'; url; ) {
      walked.push(...(await seqs(url)))
      url = /<a rel="next" href="([^"]+)"/.exec(await page(url))?.[1]
    }
    const { changes } = (await app.inject('/v1/changes?limit=500')).json()
    const before = changes.map(({ noun, id }: { noun: string; id: string }) => `${noun}/${id}`).reverse()
    const since = papers('since', 3).map(({ record }) => `sources/${record.id}`)
    t.same(walked, [...since.reverse(), ...before], 'to the first one, also of a log that was restarted')
    const feed = await app.inject('/en/changes.atom')
    t.equal(feed.body.match(/<entry>/g)?.length, 50, 'the feed has as many as it can hold')
  })
})
