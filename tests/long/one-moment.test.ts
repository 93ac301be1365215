import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import t from 'tap'
import { nouns } from '../../src/nouns/all.ts'
import { save } from '../../src/write/save.ts'
import { appOver, type TestApp, testApp } from '../support/app.ts'
import { engine } from '../support/database.ts'
import { examples, ground, toWrite } from '../support/records.ts'

// Each answer is read at one moment, which its `Registry-Seq` names. Here a write that changes all that is asked about is
// committed before each statement of a request. What is answered must be what is answered as of that position.

let interrupt: (() => Promise<unknown>) | undefined
/** Set in what a write does: what a request began may be at work beyond its answer, and its write beside that of the next. */
const writing = new AsyncLocalStorage<true>()
// What this process asks now and then, of the end of the log and of its own statements, belongs to no request.
const ofNoRequest = /^select epoch::text|pg_stat_activity/

// A connection takes this over when it is opened.
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const run = () => (query as (...all: unknown[]) => unknown).apply(this, given)
  const { text } = given[0] as { text?: string }
  if (!interrupt || writing.getStore() || !text?.includes('from') || ofNoRequest.test(text.trim())) return run()
  return writing.run(true, interrupt).then(run)
} as typeof query
t.teardown(() => {
  pg.Client.prototype.query = query
})

const questions = [
  '/v1/mechanisms/shanghai/continuity',
  '/v1/sources/paper/citations?limit=200',
  '/v1/meetings/shanghai-2024-04/reconciliation',
  '/v1/reconciliation',
  '/v1/matrix?domain=finance',
  '/v1/matrix?rows=mechanism&columns=domain&q=wellbeing',
  '/v1/timeline?by=domain',
  '/v1/timeline?q=wellbeing',
  '/v1/gaps?kind=area-without-agreement&on=2026-11-01',
  '/v1/gaps?kind=uncited-field',
  '/v1/gaps?kind=looks-like-another',
  '/v1/search?q=wellbeing',
  '/v1/agreements?facets=domain&facets=organization&include=signatories.organization',
  '/v1/agreements?domain=finance&limit=2',
  '/v1/agreements?q=wellbeing&facets=domain',
  '/v1/agreements?q=wellbeing&sort=id',
  '/v1/agreements?format=ndjson',
  '/v1/agreements?q=wellbeing&format=csv',
  '/v1/agreements?format=xlsx&domain=finance',
  '/v1/agreements/document-1?include=signatories.organization',
]

const amount = 520

/** A write that changes, each time, what all of the questions are about. */
function change(turn: number) {
  const isOdd = turn % 2 === 1
  const domains = [isOdd ? 'finance' : 'health']
  const citations = [{ source: 'paper', locator: `p. ${turn}` }]
  const claims = [{ measure: 'agreements', value: 2 + turn, citation: { source: 'paper' } }]
  const of = (id: string) => examples.agreement(id, { domains, citations, meeting: isOdd ? 'shanghai-2024-04' : null })
  return [
    examples.organization('hk-health-bureau', {
      name: { en: `${isOdd ? 'Bureau of Wellbeing' : 'Office of Health'} ${turn}` },
    }),
    examples.meeting('shanghai-2024-04', { claims }),
    examples.area('area-1', { domains, agreed: isOdd }),
    ...['document-1', `document-${100 + turn}`, `document-${amount - 1}`].map(of),
  ].map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record }))
}

t.test(
  'an answer with a write before each of its statements',
  { skip: engine === 'pglite' && 'one statement at a time', timeout: 240_000 },
  async (t) => {
    const service = await testApp(t)
    const { connection } = service
    let turn = 0
    const write = (writes: ReturnType<typeof change>) =>
      save(connection.db, nouns, writes, { actor: 'test', mode: 'atomic' })
    const documents = Array.from({ length: amount }, (_, index) => examples.agreement(`document-${index}`))
    const all = [...ground, examples.area('area-1'), ...documents]
    await write(all.map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record })))
    const counting = await appOver(t, connection, {}, nouns, { countedFrom: 0 })
    await counting.registry.counts.settle()
    for (const [name, asked] of Object.entries({ service, counting }))
      for (const url of questions) {
        const written = turn
        const { statusCode, headers, body } = await interrupted(
          () => write(change(turn++)),
          () => ask(asked, url),
        )
        const seq = Number(headers['registry-seq'])
        t.equal(statusCode, 200, `${name}: ${url} ${statusCode === 200 ? '' : body}`)
        t.ok(turn > written, 'was written meanwhile')
        const then = await ask(service, `${url}${url.includes('?') ? '&' : '?'}asOf=${seq}`)
        t.equal(then.headers['registry-seq'], String(seq))
        if (then.text !== body) t.same(body, then.text, `${name}: ${url} is that of ${seq}`)
      }
    const { headers, body } = await interrupted(
      () => write(change(turn++)),
      () => ask(service, '/en/agreements?organization=hk-health-bureau'),
    )
    const { body: record } = await ask(service, `/v1/organizations/hk-health-bureau?asOf=${headers['registry-seq']}`)
    const namesIn = (text: string) => new Set(text.match(/(?:Bureau of Wellbeing|Office of Health) \d+/g))
    t.same(namesIn(body), namesIn(record), 'a page names records as they were then')
  },
)

async function ask({ app }: TestApp, url: string) {
  const { statusCode, headers, rawPayload } = await app.inject(url)
  const text = rawPayload.toString(url.includes('xlsx') ? 'latin1' : 'utf8').replaceAll(/[?&]asOf=\d+/g, '')
  return { statusCode, headers, body: text, text }
}

/** Does something with a write before each statement that is made meanwhile. */
async function interrupted<T>(write: () => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  interrupt = write
  try {
    return await act()
  } finally {
    interrupt = undefined
  }
}
