import fc from 'fast-check'
import t from 'tap'
import { sourceCitationsAnswer } from '../src/analysis/citations/schema.ts'
import { continuityAnswer } from '../src/analysis/continuity/schema.ts'
import { gapKinds, gapsAnswer } from '../src/analysis/gaps/schema.ts'
import { type Matrix, matrixAnswer } from '../src/analysis/matrix/schema.ts'
import { type Check, meetingReconciliationAnswer, reconciliationAnswer } from '../src/analysis/reconciliation/schema.ts'
import { type Timeline, timelineAnswer } from '../src/analysis/timeline/schema.ts'
import { dimensions } from '../src/analysis/words.ts'
import { testApp } from './support/app.ts'
import { address, agreementFilters, generated } from './support/generated.ts'
import { examples, ground, write } from './support/records.ts'

t.test('matrix and timeline of generated records', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...generated())
  const ask = async (url: string) => {
    const response = await app.inject(url)
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.body}`)
    return response.json()
  }
  const counted = async ({ href, count }: { href?: string; count: number }) =>
    href === undefined || (await ask(`${href}${href.includes('?') ? '&' : '?'}limit=1`)).total === count
  const allCounted = async (items: { href?: string; count: number }[]) => {
    for (const item of items) if (!(await counted(item))) return false
    return true
  }

  await t.test('each cell, head and total of a matrix is the total of its list', async () => {
    const fields = fc.shuffledSubarray([...dimensions], { minLength: 2, maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(agreementFilters, fields, async (filters, [rows, columns]) => {
        const body = await ask(address('/v1/matrix', { ...filters, rows, columns }))
        const matrix: Matrix = matrixAnswer.parse(body)
        return allCounted([matrix.totals, ...matrix.rows, ...matrix.columns, ...matrix.cells])
      }),
      { numRuns: 8 },
    )
  })

  await t.test('a matrix of fields with one value sums to its totals', async (t) => {
    const { rows, columns, cells, totals }: Matrix = await ask('/v1/matrix?rows=year&columns=mechanism')
    const sum = (items: { count: number }[]) => items.reduce((so, { count }) => so + count, 0)
    t.same([sum(rows), sum(columns), sum(cells)], [totals.count, totals.count, totals.count])
    t.equal(totals.countedOnce, true)
  })

  await t.test('other records are counted by the fields that they have', async (t) => {
    for (const measure of ['meetings', 'consensus-areas']) {
      const matrix: Matrix = await ask(`/v1/matrix?measure=${measure}&rows=year&columns=domain`)
      t.ok(await allCounted([matrix.totals, ...matrix.rows, ...matrix.cells.filter(({ column }) => column)]), measure)
    }
    const refused = await app.inject('/v1/matrix?measure=meetings&columns=type&confidence=low')
    t.match(refused.json(), { status: 400, errors: [{ parameter: 'confidence' }, { parameter: 'columns' }] })
    t.equal((await app.inject('/v1/matrix?rows=year&columns=year')).statusCode, 400)
  })

  await t.test('cells are lower bounds where sources declare more', async (t) => {
    const { cells }: Matrix = await ask('/v1/matrix?rows=mechanism&columns=year')
    t.match(
      cells.find(({ row, column }) => row === 'shanghai' && column === '2024'),
      { lowerBound: true },
    )
    t.match(
      cells.find(({ row, column }) => row === 'beijing' && column === '2024'),
      { lowerBound: false },
    )
  })

  await t.test('a matrix as CSV is a table that spreadsheets open', async (t) => {
    const response = await app.inject({
      url: '/v1/matrix?rows=year&columns=domain&lang=zh-Hant',
      headers: { accept: 'text/csv' },
    })
    t.match(response.headers, {
      'content-type': /^text\/csv/,
      'content-disposition': /agreements-by-year-and-domain\.csv/,
    })
    t.equal(response.body.codePointAt(0), 0xfeff)
    const [head = '', ...lines] = response.body.slice(1).trimEnd().split('\r\n')
    t.match(head, /^年份 \/ 領域,.*金融.*,總計,至少$/)
    t.equal(lines.at(-1)?.split(',').at(-2), '60')
  })

  await t.test('a timeline accounts for every record, and its periods are lists', async () => {
    const interval = fc.constantFrom('year', 'quarter', 'month')
    const by = fc.constantFrom(undefined, 'mechanism', 'domain', 'type')
    await fc.assert(
      fc.asyncProperty(agreementFilters, interval, by, async (filters, interval, by) => {
        const timeline: Timeline = timelineAnswer.parse(
          await ask(address('/v1/timeline', { ...filters, interval, by })),
        )
        for (const { count, buckets, undated, imprecise } of [timeline.totals, ...timeline.series])
          if (buckets.reduce((so, bucket) => so + bucket.count, undated + imprecise) !== count) return false
        const { total } = await ask(address('/v1/agreements', { ...filters, limit: '1' }))
        const lines = [timeline.totals, ...timeline.series].flatMap(({ buckets }) => buckets)
        return total === timeline.totals.count && (await allCounted(lines))
      }),
      { numRuns: 10 },
    )
  })

  await t.test('walking the checks of reconciliation finds each once', async (t) => {
    for (const sort of ['-gap', 'gap', 'date', '-date']) {
      const seen: string[] = []
      let page = await ask(`/v1/reconciliation?limit=2&sort=${sort}`)
      for (; ; page = await ask(`/v1/reconciliation?limit=2&sort=${sort}&cursor=${page.next}`)) {
        seen.push(...reconciliationAnswer.parse(page).data.map(({ meeting, measure }) => `${meeting} ${measure}`))
        if (page.next === null) break
      }
      t.equal(new Set(seen).size, page.total, sort)
      t.equal(seen.length, page.total)
    }
    t.equal((await app.inject('/v1/reconciliation?sort=gap&cursor=WyJ4IiwiMSIsIjEiXQ')).statusCode, 400)
  })

  await t.test('walking gaps and citations finds each once', async (t) => {
    const paths = [...gapKinds.map((kind) => `/v1/gaps?kind=${kind}&limit=7`), '/v1/sources/paper/citations?limit=50']
    for (const path of paths) {
      const answer = path.includes('gaps') ? gapsAnswer : sourceCitationsAnswer
      const seen = new Set<string>()
      let page = answer.parse(await ask(path))
      for (; ; page = answer.parse(await ask(`${path}&cursor=${page.next}`))) {
        for (const item of page.data) seen.add(JSON.stringify(item))
        if (page.next === null) break
      }
      t.equal(seen.size, page.total, path)
    }
  })
})

t.test('reconciliation', async (t) => {
  const { app, registry } = await testApp(t)
  const claim = (value: number, scope?: string) => ({
    measure: 'agreements',
    value,
    scope,
    citation: { source: 'paper', locator: 'para 1' },
  })
  const check = async (): Promise<Check> => {
    const body = (await app.inject('/v1/meetings/shanghai-2024-04/reconciliation')).json()
    return meetingReconciliationAnswer.parse(body).data.find(({ measure }) => measure === 'agreements') as Check
  }
  const declare = (...claims: object[]) => write(registry, examples.meeting('shanghai-2024-04', { claims }))
  await write(registry, ...ground)
  await declare(claim(2))
  t.match(await check(), { status: 'not-itemised', declared: 2, gap: 2, itemised: { counted: 0 } })
  await write(registry, examples.agreement('one'))
  t.match(await check(), { status: 'short', gap: 1, claims: [{ value: 2, citation: { locator: 'para 1' } }] })
  await write(registry, examples.agreement('two'))
  t.match(await check(), { status: 'matched', gap: 0 }, 'flips when the missing document comes in')

  const memorandum = { type: 'session-memorandum', countedInClaims: false }
  await write(registry, examples.agreement('memorandum', memorandum))
  t.match(await check(), {
    status: 'matched',
    itemised: { counted: 2, notCounted: 1, sessionMemoranda: 1 },
    claims: [{ withoutSessionMemorandum: { status: 'matched' }, withSessionMemorandum: { status: 'over', gap: -1 } }],
  })
  await declare(claim(3, 'with the memorandum of the session'), claim(2, 'without the memorandum of the session'))
  t.match(await check(), {
    status: 'matched',
    declared: 2,
    claims: [
      {
        includesSessionMemorandum: true,
        itemised: 3,
        status: 'matched',
        withoutSessionMemorandum: { status: 'short' },
      },
      { includesSessionMemorandum: false, itemised: 2, status: 'matched', withSessionMemorandum: { status: 'over' } },
    ],
  })
  await write(registry, examples.agreement('memorandum', { ...memorandum, countedInClaims: true }))
  t.match(
    await check(),
    { claims: [{ status: 'matched' }, { status: 'over' }] },
    'a memorandum that counts is over without it',
  )
  await declare(claim(3), claim(4))
  t.match(await check(), { status: 'conflicting' })
  await declare()
  t.match(await check(), { status: 'undeclared', declared: null, gap: null, claims: [] })
  t.equal((await app.inject('/v1/reconciliation?status=undeclared&measure=agreements')).json().total, 1)
  t.equal((await app.inject('/v1/reconciliation?status=short')).json().total, 0)
  t.equal((await app.inject('/v1/meetings/nowhere/reconciliation')).statusCode, 404)
})

t.test('continuity', async (t) => {
  const { app, registry } = await testApp(t)
  const areas = (meeting: string, ...domains: string[]) =>
    domains.map((domain) => examples.area(`${meeting}-${domain}`, { meeting, domains: [domain] }))
  const session = (year: string, fields = {}) => examples.meeting(`shanghai-${year}`, { date: year, ...fields })
  await write(
    registry,
    ...ground,
    ...['education', 'legal'].map((id) => examples.domain(id)),
    ...['2016', '2018', '2020'].map((year) => session(year)),
    ...areas('shanghai-2016', 'education'),
    ...areas('shanghai-2018', 'banking', 'legal'),
    ...areas('shanghai-2020', 'finance', 'health', 'education'),
  )
  const ask = async (query = '') => {
    const body = (await app.inject(`/v1/mechanisms/shanghai/continuity${query}`)).json()
    const answer = continuityAnswer.parse(body)
    const domains = (threads: { domain: string }[]) => threads.map(({ domain }) => domain).sort()
    const { wentOn, began, lapsed, cameBack } = answer
    return { answer, kinds: [wentOn, began, lapsed, cameBack].map(domains) }
  }
  const { answer, kinds } = await ask()
  t.same(kinds, [['finance'], ['health'], ['banking', 'legal'], ['education']])
  t.match(answer.cameBack[0], {
    lastBefore: 'shanghai-2016',
    from: [],
    to: [{ id: 'shanghai-2020-education' }],
    certain: true,
  })
  t.match(answer, { from: { meeting: 'shanghai-2018', incomplete: false }, to: { meeting: 'shanghai-2020' } })

  const claims = [{ measure: 'consensus-areas', value: 5, citation: { source: 'paper' } }]
  await write(registry, session('2020', { claims }))
  const incomplete = (await ask()).answer
  t.match(incomplete, {
    to: { declared: 5, itemised: 3, incomplete: true },
    lapsed: [{ certain: false }, { certain: false }],
  })
  t.match(incomplete.began, [{ certain: true }])
  t.same((await ask('?from=shanghai-2016')).kinds, [['education'], ['finance', 'health'], [], []])
  const refused = await app.inject('/v1/mechanisms/shanghai/continuity?from=shanghai-2019&to=shanghai-2020')
  t.match(refused.json(), { status: 400, errors: [{ parameter: 'from', suggestion: /^shanghai-20/ }] })
})

t.test('gaps', async (t) => {
  const { app, registry } = await testApp(t)
  const ids = async (kind: string) =>
    (await app.inject(`/v1/gaps?kind=${kind}&on=2026-01-01`)).json().data.map(({ id }: { id: string }) => id)
  await write(
    registry,
    ...ground,
    examples.mechanism('quiet'),
    examples.area('alone', { domains: ['finance'] }),
    examples.area('met', { domains: ['health'] }),
    examples.area('carried-out', { domains: [] }),
    examples.agreement('health', { expiresOn: '2025' }),
    examples.agreement('stray', { domains: [], citations: [{ source: 'paper', fields: ['/title', '/type/0'] }] }),
    examples.agreement('implementing', { domains: [], implements: ['carried-out'], expiresOn: '2024-05' }),
    examples.agreement('renewal', {
      meeting: null,
      relations: [{ type: 'renews', agreement: 'implementing' }],
    }),
  )
  t.same(await ids('area-without-agreement'), ['alone'])
  t.same(await ids('agreement-without-area'), ['stray'])
  t.same(await ids('silent-mechanism'), ['quiet'])
  t.same(await ids('expired-without-successor'), ['health'])
  t.same(await ids('uncited-field'), ['stray'])
  const [{ fields }] = (await app.inject('/v1/gaps?kind=uncited-field')).json().data
  t.ok(fields.includes('/signedOn') && !fields.includes('/title') && !fields.includes('/domains'))
})

t.test('citations of a source', async (t) => {
  const { app, registry } = await testApp(t)
  const cite = { source: 'paper', locator: 'para 9', fields: ['/title'], note: 'Seen.' }
  await write(registry, ...ground, examples.agreement('one', { citations: [cite] }))
  const ask = async (query: string) => (await app.inject(`/v1/sources/paper/citations?${query}`)).json()
  t.same((await ask('locator=para+9')).data, [
    {
      noun: 'agreements',
      id: 'one',
      pointer: '/citations/0',
      fields: ['/title'],
      locator: 'para 9',
      note: 'Seen.',
      href: '/v1/agreements/one',
    },
  ])
  t.equal((await ask('noun=domain')).total, 3)
  t.equal((await app.inject('/v1/sources/nothing/citations')).statusCode, 404)
})
