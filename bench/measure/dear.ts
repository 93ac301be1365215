import { setTimeout as pause } from 'node:timers/promises'
import { nouns } from '../../src/nouns/all.ts'
import { dearAddresses, dearestQuestions, isRefusedAsDear } from '../../tests/support/dear-requests.ts'
import { type Bench, watchedBy } from '../context.ts'
import { fire } from '../load/fire.ts'
import { spell } from '../load/spell.ts'
import { addFact, failedOf } from '../results.ts'
import { say } from '../say.ts'
import { endless } from '../variants/variant.ts'

const draws = 20
const clients = 12
const readers = 2

/** Asks for the dearest that the contract allows: each by itself, then by twelve clients at once while others read what is light. */
export async function measureDear(bench: Bench): Promise<void> {
  const { service, results, options } = bench
  const questions = await dearestQuestions(nouns, async (path) => (await fetch(service.url + path)).json())
  const { accepted, refused, givenUp, slowest } = await askEach(service.url, dearAddresses(questions, draws, 1))
  addFact(results, 'dear, accepted', accepted.length, 'requests')
  addFact(results, 'dear, refused for their cost', refused, 'requests')
  addFact(results, 'dear, given up at the time limit of reads', givenUp, 'requests')
  addFact(results, 'dear, the slowest by itself', Math.round(slowest.milliseconds), 'ms')
  results.notes.push(`The slowest of the dear requests: \`${slowest.path.slice(0, 200)}\`.`)
  say(`${accepted.length} dear requests, the slowest ${Math.round(slowest.milliseconds)} ms`)

  const shot = { url: service.url, seconds: options.seconds * 2, warmUpSeconds: 1 }
  const dear = fire({ ...shot, connections: clients, paths: endless(accepted, spell)(20_000) }, watchedBy(bench))
  const probes = probe(service.url)
  const light = await fire({ ...shot, connections: readers, paths: lightPaths(bench) }, watchedBy(bench))
  const hits = await dear
  const ready = probes.stop()
  addFact(results, 'dear, answered with twelve clients', Math.round(hits.perSecond), '1/s')
  addFact(results, 'dear, turned away with 503', hits.statuses[503] ?? 0, 'requests')
  addFact(results, 'dear, other failures', failedOf(hits, [200, 503]), 'requests')
  addFact(results, 'dear, p99 with twelve clients', hits.milliseconds.p99, 'ms')
  addFact(results, 'dear, light reads meanwhile', Math.round(light.perSecond), '1/s')
  addFact(results, 'dear, p99 of light reads', light.milliseconds.p99, 'ms')
  addFact(results, 'dear, light reads not answered', failedOf(light, [200]), 'requests')
  addFact(results, 'dear, /readyz with another answer than 200', (await ready).failed, 'requests')
}

/** Asks one after the other. */
async function askEach(url: string, paths: string[]) {
  const accepted: string[] = []
  const slowest = { path: '', milliseconds: 0 }
  let [refused, givenUp] = [0, 0]
  for (const path of paths) {
    const startedAt = performance.now()
    const answer = await fetch(url + path)
    const body = await answer.text()
    const milliseconds = performance.now() - startedAt
    if (isRefusedAsDear(answer.status, body)) refused += 1
    else if (answer.ok) accepted.push(path)
    else if (answer.status === 503) givenUp += 1
    else throw new Error(`${answer.status} for ${path}`)
    if (milliseconds > slowest.milliseconds) Object.assign(slowest, { path, milliseconds })
  }
  return { accepted, refused, givenUp, slowest }
}

/** Records, and lists of a domain. */
function lightPaths({ data }: Bench): string[] {
  const records = endless(
    data.ids.map((id) => `/v1/agreements/${id}`),
    spell,
  )
  const lists = endless(
    data.domains.map((domain) => `/v1/agreements?domain=${domain}&limit=20`),
    spell,
  )
  return Array.from({ length: 20_000 }, (_, n) => (n % 3 === 0 ? lists : records)(1)[0] ?? '')
}

/** Asks again and again whether the service is ready. */
function probe(url: string): { stop(): Promise<{ failed: number }> } {
  let isOver = false
  const run = async () => {
    let failed = 0
    while (!isOver) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      await answer?.text()
      if (answer?.status !== 200) failed += 1
      await pause(100)
    }
    return { failed }
  }
  const running = run()
  return {
    stop() {
      isOver = true
      return running
    },
  }
}
