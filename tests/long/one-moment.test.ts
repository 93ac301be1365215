import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import t from 'tap'
import { transaction } from '../../src/database/transaction.ts'
import { nouns } from '../../src/nouns/all.ts'
import { emptyLog } from '../../src/write/replicate.ts'
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

/** What a page says, in each place the same, and what was asked as of its position says so, too. */
interface Said {
  inPage: RegExp
  asked: string
  told: (answer: Answer) => unknown
}

interface Answer {
  total: number
  version: number
  name: { en: string }
  claims: { value: number }[]
}

const bureau: Said = {
  inPage: /((?:Bureau of Wellbeing|Office of Health) \d+)/g,
  asked: '/v1/organizations/hk-health-bureau?',
  told: ({ name }) => name.en,
}
const total = (filter: string, inPage: RegExp): Said => ({
  inPage,
  asked: `/v1/agreements?limit=1&${filter}`,
  told: ({ total }) => total,
})
const versionOf = (path: string): Said => ({
  // The versions stand newest first, under their headings.
  inPage: /<\/thead><tbody><tr><th scope="row" class="short">(\d+)</g,
  asked: `/v1/${path}?`,
  told: ({ version }) => version,
})

const pages: Record<string, Said[]> = {
  '/en/agreements?organization=hk-health-bureau': [
    bureau,
    total('organization=hk-health-bureau', /(\d+) records fit/g),
  ],
  '/en': [
    total('', />Show all \((\d+)\)<|<b>(\d+)<\/b><a href="\/en\/agreements">/g),
    total('domain=finance&mechanism=shanghai', /agreements\?mechanism=shanghai&amp;domain=finance">(?:≥ )?(\d+)</g),
  ],
  '/en/organizations/hk-health-bureau': [
    bureau,
    versionOf('organizations/hk-health-bureau'),
    total('organization=hk-health-bureau', /<strong>Agreements<\/strong> \([^)]*\) (\d+)/g),
  ],
  '/en/agreements/document-1': [bureau, versionOf('agreements/document-1')],
  '/en/domains/finance': [
    total('domain=finance', /<strong>Agreements<\/strong> \([^)]*\) (\d+)/g),
    total(
      'domain=finance&mechanism=shanghai',
      /agreements\?[^>]*domain=finance&amp;mechanism=shanghai[^>]*>(?:≥ )?(\d+)</g,
    ),
  ],
  '/en/meetings/shanghai-2024-04': [
    versionOf('meetings/shanghai-2024-04'),
    {
      inPage: /<td>(?:<div>)?(\d+) <span class="soft">/g,
      asked: '/v1/meetings/shanghai-2024-04?',
      told: ({ claims }) => claims[0]?.value,
    },
  ],
  '/en/mechanisms/shanghai': [
    { inPage: /of (\d+) declared/g, asked: '/v1/meetings/shanghai-2024-04?', told: ({ claims }) => claims[1]?.value },
    total('mechanism=shanghai', /<strong>Agreements<\/strong> \([^)]*\) (\d+)/g),
  ],
}

const amount = 520

/** A write that changes, each time, what all of the questions are about. */
function change(turn: number) {
  const isOdd = turn % 2 === 1
  const domains = [isOdd ? 'finance' : 'health']
  const citations = [{ source: 'paper', locator: `p. ${turn}` }]
  const claims = ['agreements', 'consensus-areas'].map((measure) => ({
    measure,
    value: 2 + turn,
    citation: { source: 'paper' },
  }))
  const of = (id: string) => examples.agreement(id, { domains, citations, meeting: isOdd ? 'shanghai-2024-04' : null })
  return [
    examples.organization('hk-health-bureau', {
      name: { en: `${isOdd ? 'Bureau of Wellbeing' : 'Office of Health'} ${turn}` },
    }),
    examples.meeting('shanghai-2024-04', { claims }),
    examples.area('area-1', { domains, agreed: isOdd }),
    ...['document-1', `document-${100 + turn}`, `document-${amount - 1}`, `new-${turn}`].map(of),
  ].map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record }))
}

t.test(
  'an answer with a write before each of its statements',
  { skip: engine === 'pglite' && 'one statement at a time' },
  async (t) => {
    const service = await testApp(t)
    const { connection } = service
    let turn = 0
    const write = (writes: ReturnType<typeof change>) =>
      save(connection.leader, nouns, writes, { actor: 'test', mode: 'atomic' })
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
    for (const asked of [service, counting])
      for (const [url, said] of Object.entries(pages)) {
        // Some pages make so many statements at once that a write before each would outlast the patience of a reader.
        let statements = 0
        const { statusCode, headers, body } = await interrupted(
          async () => statements++ % 2 === 0 && write(change(turn++)),
          () => ask(asked, url),
        )
        t.equal(statusCode, 200, url)
        for (const { inPage, asked, told } of said) {
          const then = JSON.parse((await ask(service, `${asked}&asOf=${headers['registry-seq']}`)).text)
          const found = [...body.matchAll(inPage)].map(([, ...groups]) => groups.find((group) => group !== undefined))
          t.same([...new Set(found)], [String(told(then))], `${url} at ${headers['registry-seq']}: ${asked}`)
        }
      }
  },
)

t.test(
  'an answer of a mirror that begins anew before each of its statements',
  { skip: engine === 'pglite' && 'one statement at a time' },
  async (t) => {
    const service = await testApp(t)
    const { leader } = service.connection
    const documents = Array.from({ length: 5 }, (_, index) => examples.agreement(`document-${index}`))
    const all = [...ground, examples.area('area-1'), ...documents]
    const writes = all.map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record }))
    let times = 0
    const beginAnew = () =>
      transaction(leader, async (tx) => {
        times += 1
        await emptyLog(tx, nouns, 'test')
        await save(tx, nouns, writes, { actor: 'test', mode: 'atomic' })
      })
    await beginAnew()
    const counting = await appOver(t, service.connection, {}, nouns, { countedFrom: 0 })
    await counting.registry.counts.settle()
    // A file is made of pages of one position, and breaks off when that is gone.
    const inOneStep = questions.filter((url) => !url.includes('format='))
    for (const [name, asked] of Object.entries({ service, counting }))
      for (const url of [...inOneStep, ...Object.keys(pages), '/v1/search?q=health']) {
        const before = times
        // More would outlast the patience of a reader.
        const some = async () => times < before + 12 && beginAnew()
        const { statusCode, body } = await interrupted(some, () => ask(asked, url))
        t.equal(statusCode, 200, `${name}: ${url} ${statusCode === 200 ? '' : body}`)
        t.ok(times > before, 'has begun anew meanwhile')
      }
  },
)

/** The instants in the headers of a zip's files. */
const [file, entry] = ['\u0003\u0004', '\u0001\u0002']
const instants = new RegExp(`(PK${file}.{6}|PK${entry}.{8}).{4}`, 'gs')

async function ask({ app }: TestApp, url: string) {
  const { statusCode, headers, rawPayload } = await app.inject(url)
  const text = rawPayload
    .toString(url.includes('xlsx') ? 'latin1' : 'utf8')
    .replaceAll(/[?&]asOf=\d+/g, '')
    // Parts of a spreadsheet tell when they were made.
    .replaceAll(instants, '$1')
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
