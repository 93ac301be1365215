import { setTimeout as pause, setImmediate } from 'node:timers/promises'
import t from 'tap'
import { examples, ground, pathOf, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

t.test('50 clients that read, change and write one record', async (t) => {
  const { ask, registry } = await testWriter(t)
  const path = '/v1/meetings/shanghai-2024-04'
  await write(registry, ...ground)
  const count = async () => (await ask('GET', path)).json().ordinal as number
  // A slow machine turns some of so many away for the moment.
  const askUntilTakenIn: typeof ask = async (...request) => {
    const answer = await ask(...request)
    if (answer.statusCode !== 503) return answer
    // Who asks again at once leaves those that were taken in no turn to be answered.
    await setImmediate()
    return askUntilTakenIn(...request)
  }

  async function raceWith(matchOf: (tag: string) => string) {
    const [before, statuses] = [await count(), [] as number[]]
    const client = async () => {
      for (let tries = 0; tries < 4; tries += 1) {
        const read = await askUntilTakenIn('GET', path)
        const ordinal = read.json().ordinal + 1
        const match = matchOf(String(read.headers.etag))
        const answer = await askUntilTakenIn('PATCH', path, { ordinal }, { 'if-match': match })
        statuses.push(answer.statusCode)
        if (answer.statusCode === 200) return
      }
    }
    await Promise.all(Array.from({ length: 50 }, client))
    const done = statuses.filter((status) => status === 200).length
    return { statuses: [...new Set(statuses)].sort(), lost: before + done - (await count()) }
  }
  t.same(await raceWith((tag) => tag), { statuses: [200, 412], lost: 0 }, 'lose no update, and are told nothing else')
  t.ok((await raceWith(() => '*')).lost > 0, 'though they would without a tag')
})

t.test('40 clients that write into one domain, and 40 that write the domain itself', async (t) => {
  const { ask, registry } = await testWriter(t)
  await write(registry, ...ground)
  let tries = 0
  /** Comes back when it is told to. */
  const persist = async (...request: Parameters<typeof ask>): Promise<number> => {
    const answer = await ask(...request)
    if (answer.statusCode !== 503) return answer.statusCode
    tries += 1
    await pause(Number(answer.headers['retry-after']) * 1000)
    return persist(...request)
  }
  const clients = Array.from({ length: 40 }, (_, at) => [
    persist('PUT', `/v1/agreements/one-${at}`, examples.agreement(`one-${at}`, { domains: ['finance'] }).record),
    persist('PATCH', '/v1/domains/finance', { definition: { en: `Definition ${at}.` } }, { 'if-match': '*' }),
  ])
  const statuses = await Promise.all(clients.flat())
  t.same([...new Set(statuses)].sort(), [200, 201], `all get through, after coming back ${tries} times`)
  t.equal((await ask('GET', '/v1/agreements?domain=finance')).json().total, 40)
})

t.test('overlapping batches in random order', async (t) => {
  const service = await testWriter(t)
  await write(service.registry, ...ground)
  const ids = Array.from({ length: 12 }, (_, index) => `d${index}`)
  const shuffle = <T>(list: T[]) => list.map((item) => ({ item, at: Math.random() })).sort((a, b) => a.at - b.at)
  const statuses = new Set<number>()
  let refused = 0
  const client = async (number: number) => {
    for (let round = 0; round < 6; round += 1) {
      const some = shuffle(ids).slice(0, 8)
      const records = some.map(({ item }, index) =>
        examples.domain(item, { name: { en: `${number} ${round}` }, parent: index % 3 === 0 ? null : 'finance' }),
      )
      const answer = await service.ask('POST', '/v1/batch', { mode: 'atomic', records })
      // On a machine with much else to do, a lock may not be free in time. Deadlocks would do so far more often.
      refused += Number(answer.statusCode === 503)
      if (answer.statusCode === 503 && refused < 5) round -= 1
      else statuses.add(answer.statusCode)
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)))
  t.same([...statuses], [200], 'let no deadlock reach a client')
})

t.test('a reference to a record that is deleted at the same time', async (t) => {
  const { ask, registry } = await testWriter(t)
  await write(registry, ...ground)
  const outcomes = new Set<string>()
  for (let round = 0; round < 25; round += 1) {
    const domain = examples.domain(`d${round}`)
    await write(registry, domain)
    const referring = examples.agreement(`a${round}`, { domains: [domain.record.id] })
    const [put, remove] = await Promise.all([
      ask('PUT', pathOf(referring), referring.record),
      ask('DELETE', pathOf(domain), undefined, { 'if-match': '*' }),
    ])
    outcomes.add(`${put.statusCode} ${remove.statusCode}`)
  }
  const allowed = ['201 409', '400 204']
  t.same(
    [...outcomes].filter((outcome) => !allowed.includes(outcome)),
    [],
    'is either kept or refused',
  )
})

t.test('two records that claim one former id at the same time', async (t) => {
  const { ask, registry } = await testWriter(t)
  await write(registry, ...ground)
  for (let round = 0; round < 10; round += 1) {
    const claims = ['x', 'y', 'z'].map((name) => examples.domain(`${name}${round}`, { formerIds: [`old${round}`] }))
    const answers = await Promise.all(claims.map((claim) => ask('PUT', pathOf(claim), claim.record)))
    t.same(answers.map(({ statusCode }) => statusCode).sort(), [201, 400, 400], 'one has it')
  }
})
