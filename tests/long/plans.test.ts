import pg from 'pg'
import t, { type Test } from 'tap'
import { testApp } from '../support/app.ts'
import { engine } from '../support/database.ts'
import { writeMany } from '../support/many.ts'

// The hot queries at 100 000 agreements: how many statements each request takes, and that none of these reads a large
// table from end to end. Plans are those for the very values and, of statements that are planned once for all values,
// the general ones as well.

const amount = 100_000
const large = ['agreements', 'agreement_domains', 'agreement_parties', 'agreement_signatories']
const largeTables = new Set([...large, 'citations', 'versions', 'records', 'changes'])

interface Statement {
  name?: string
  text: string
  values: unknown[]
}

t.test('hot queries', { skip: engine === 'pglite' && 'plans are those of a server' }, async (t) => {
  tellStatements(t)
  const { app, registry, connection } = await testApp(t)
  const url = connection.url ?? ''
  await writeMany(registry, url, amount)
  await registry.counts.settle()
  const planner = new pg.Client({ connectionString: url })
  await planner.connect()
  t.teardown(() => planner.end())
  // As the service's own connections have it.
  await planner.query(
    "set jit = off; set work_mem = '16MB'; set random_page_cost = 1.1; set max_parallel_workers_per_gather = 0",
  )

  const cursorOf = async (path: string) => (await app.inject(path)).json().next as string
  const deep = await cursorOf('/v1/agreements?domain=domain-3&limit=200')
  const cases: [string, number][] = [
    ['/v1/agreements/many-77', 1],
    ['/v1/agreements/none', 2],
    ['/v1/agreements', 1],
    ['/v1/agreements?domain=domain-3', 1],
    [`/v1/agreements?domain=domain-3&limit=200&cursor=${deep}`, 1],
    ['/v1/agreements?mechanism=shanghai', 1],
    ['/v1/agreements?organization=body-7&party=cn-sh', 1],
    ['/v1/agreements?related=many-77', 1],
    ['/v1/agreements?year=2004&type=minutes', 1],
    ['/v1/agreements?identifier=number:77', 1],
    ['/v1/agreements?id=many-1&id=many-2', 1],
    ['/v1/agreements?q=rare77', 2],
    ['/v1/agreements?q=common1', 2],
    ['/v1/agreements?q=common1+rare77&domain=domain-3', 3],
    ['/v1/agreements?q=common1&year=2004', 2],
    ['/v1/agreements?domain=domain-3&signedOn.lte=2005', 1],
    ['/v1/search?q=rare77', 2],
    ['/v1/changes?limit=500', 1],
    ['/v1/agreements/many-77/versions', 1],
    ['/v1/agreements?domain=domain-3&facets=mechanism&facets=year', 2],
    ['/v1/matrix?domain=domain-3&rows=mechanism&columns=year', 3],
  ]
  for (const [path, most] of cases) {
    // The first request learns what later ones remember: that ids stand, totals, texts, the days of searches.
    await app.inject(path)
    const { statements, status } = await watch(async () => (await app.inject(path)).statusCode)
    t.ok(status === 200 || path.endsWith('none'), `${path} answers ${status}`)
    t.ok(statements.length > 0 && statements.length <= most, `${path} takes ${statements.length} of ${most} statements`)
    for (const statement of statements) await checkPlans(t, planner, path, statement)
  }

  await app.inject('/v1/agreements?domain=domain-3')
  const kept = await watch(async () => (await app.inject('/v1/agreements?domain=domain-3')).statusCode)
  t.same(kept, { status: 200, statements: [] }, 'what is asked again and again is kept')
  for (const path of ['/v1/agreements?q=common1', '/v1/search?q=common1'])
    t.match((await app.inject(path)).json(), { total: 1000, lowerBound: true }, `${path} says that there are more`)
  const { totals } = (await app.inject('/v1/matrix?q=common1&rows=mechanism&columns=year')).json()
  t.match(totals, { count: 1000, lowerBound: true })
  t.equal((await app.inject('/v1/agreements?q=rare77')).json().lowerBound, undefined)
  t.equal((await app.inject('/v1/agreements?q=common1&sort=id&limit=1')).json().total, amount / 2, 'sort has them all')
})

let watched: Statement[] | undefined

/** Lets each client that is made from now on tell of its statements, for it keeps the method that it finds when it is made. */
function tellStatements(t: Test): void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [config, values] = given as [{ name?: string; text?: string }, unknown[] | undefined]
    if (config.text?.includes('from')) watched?.push({ name: config.name, text: config.text, values: values ?? [] })
    return (query as (...all: unknown[]) => unknown).apply(this, given)
  } as typeof query
  t.teardown(() => {
    pg.Client.prototype.query = query
  })
}

/** The statements that go to the server meanwhile. */
async function watch(run: () => Promise<number>): Promise<{ statements: Statement[]; status: number }> {
  const statements: Statement[] = []
  watched = statements
  try {
    return { status: await run(), statements: statements.filter(({ text }) => !/^select epoch::text/.test(text)) }
  } finally {
    watched = undefined
  }
}

async function checkPlans(t: Test, planner: pg.Client, path: string, { name, text, values }: Statement) {
  const plans = [await planOf(planner, `explain (format json) ${text}`, values)]
  if (name) {
    await planner.query(`set plan_cache_mode = force_generic_plan; prepare hot as ${text}`)
    const given = values.map((value) => literal(value)).join(', ')
    plans.push(await planOf(planner, `explain (format json) execute hot${given && `(${given})`}`, []))
    await planner.query('deallocate hot; reset plan_cache_mode')
  }
  for (const plan of plans) {
    const scanned = nodesOf(plan).filter(
      (node) => node['Node Type'] === 'Seq Scan' && largeTables.has(node['Relation Name'] ?? ''),
    )
    t.same(
      scanned.map((node) => node['Relation Name']),
      [],
      `${path} reads no large table from end to end`,
    )
  }
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

async function planOf(planner: pg.Client, explain: string, values: unknown[]): Promise<Plan> {
  const { rows } = await planner.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explain, values)
  const plan = rows[0]?.['QUERY PLAN'][0].Plan
  if (!plan) throw new Error('There is no plan.')
  return plan
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value))
    return `array[${value.map(literal).join(', ')}]::${typeof value[0] === 'number' ? 'bigint' : 'text'}[]`
  return pg.escapeLiteral(String(value))
}
