import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../context.ts'
import { percentiles } from '../load/shots.ts'
import { adminKey } from '../machine/service.ts'
import { addFact } from '../results.ts'
import { say } from '../say.ts'

const clients = 500
const rounds = 5
/** After this time all requests wait. */
const settleMilliseconds = 1_000

/** Has 500 clients wait for a change, and measures when each knows of a write, from its beginning. */
export async function measurePolls({ service, results }: Bench): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const took: number[] = []
  let failed = 0
  for (let round = 0; round < rounds; round += 1) {
    const { cursor } = (await (await fetch(`${service.url}/v1/changes?after=now`)).json()) as { cursor: string }
    const waiting = Array.from({ length: clients }, () =>
      poll(`${service.url}/v1/changes?after=${cursor}&wait=25`, agent),
    )
    await pause(settleMilliseconds)
    const startedAt = performance.now()
    await writeSource(service.url, `bench-poll-${Date.now()}-${round}`)
    for (const { status, at } of await Promise.all(waiting)) {
      if (status === 200) took.push(at - startedAt)
      else failed += 1
    }
  }
  agent.destroy()
  const { p50, p99, max } = percentiles(took)
  addFact(results, 'polls, p50', Math.round(p50), 'ms')
  addFact(results, 'polls, p99', Math.round(p99), 'ms')
  addFact(results, 'polls, the slowest', Math.round(max), 'ms')
  addFact(results, 'polls, failed', failed, 'requests')
  say(`${clients} long polls: p99 ${Math.round(p99)} ms`)
}

async function poll(address: string, agent: Agent): Promise<{ status: number; at: number }> {
  const [response] = (await once(get(address, { agent }), 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  return { status: response.statusCode ?? 0, at: performance.now() }
}

/** Writes a record that nothing refers to. */
export async function writeSource(url: string, id: string): Promise<void> {
  const title = { en: 'Written so that the log moves on' }
  const body = { id, kind: 'paper', publisher: 'Bench', title, language: 'en', reprint: false }
  const answer = await fetch(`${url}/v1/sources/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(`A write was answered ${answer.status}: ${await answer.text()}`)
}
