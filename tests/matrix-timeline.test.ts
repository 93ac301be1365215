import fc from 'fast-check'
import t from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { dimensions } from '../src/read/analysis/axis-words.ts'
import { sourceCitationsAnswer } from '../src/read/analysis/citations/citations-schema.ts'
import { gapKinds, gapsAnswer } from '../src/read/analysis/gaps/gaps-schema.ts'
import { type Matrix, matrixAnswer } from '../src/read/analysis/matrix/matrix-schema.ts'
import { reconciliationAnswer } from '../src/read/analysis/reconciliation/reconciliation-schema.ts'
import { type Timeline, timelineAnswer } from '../src/read/analysis/timeline/timeline-schema.ts'
import { testApp } from './support/app.ts'
import { address, agreementFilters, generated } from './support/generated.ts'
import { write } from './support/records.ts'
import { runs } from './support/runs.ts'

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
      runs(4),
    )
  })

  await t.test('a matrix of fields with one value sums to its totals', async (t) => {
    const { rows, columns, cells, totals }: Matrix = await ask('/v1/matrix?rows=year&columns=mechanism')
    const sum = (items: { count: number }[]) => items.reduce((so, { count }) => so + count, 0)
    t.same([sum(rows), sum(columns), sum(cells)], [totals.count, totals.count, totals.count])
    t.equal(totals.countedOnce, true)
  })

  await t.test('records without a value are named by what that means', async (t) => {
    const lack = (heads: Matrix['rows']) => heads.find(({ value }) => value === null)?.label
    const byYear: Matrix = await ask('/v1/matrix?rows=year&columns=mechanism')
    t.same([lack(byYear.rows), lack(byYear.columns)], ['Not known', 'None'])
    const bySide: Matrix = await ask('/v1/matrix?rows=year&columns=side&lang=zh-Hant')
    t.same([lack(bySide.rows), lack(bySide.columns)], ['不詳', '暫未知悉'])
    const { series }: Timeline = await ask('/v1/timeline?by=domain')
    t.equal(series.find(({ value }) => value === null)?.label, 'Not known')
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
    t.match(head, /^年份 \/ 範疇,.*金融.*,總計,至少$/)
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
      runs(5),
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
      const answer = path.includes('gaps') ? gapsAnswer(nouns) : sourceCitationsAnswer(nouns)
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
