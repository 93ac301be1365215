import fc from 'fast-check'
import { drawFrom, once, oneOf } from './chance.ts'
import { type Answered, type Asking, clientOf } from './client.ts'
import { type Contract, type Operation, operationsOf, resolverOf, type Schema } from './contract.ts'
import { judgeOf } from './judge.ts'
import { live } from './life.ts'
import { type Means, requestOf } from './requests.ts'

export interface Fault {
  seed: number
  request: string
  what: string
}

export interface Report {
  cases: number
  requests: number
  byStatus: Record<string, number>
  faults: Fault[]
  /** The number of well-formed requests that were refused, by reason. */
  refused: Record<string, number>
}

/** Tries a service by requests made from its own contract, the same ones for the same seed. */
export async function fuzz(address: string, key: string, cases: number, seed: number): Promise<Report> {
  const { ask, close } = clientOf(address)
  const report: Report = { cases, requests: 0, byStatus: {}, faults: [], refused: {} }
  try {
    const contract = JSON.parse((await ask({ method: 'get', url: '/openapi.json', headers: {} })).body) as Contract
    const operations = operationsOf(contract)
    const judge = judgeOf(contract)
    const means = await meansOf(contract, operations, ask, key, report)
    for (let at = 0; at < cases; at++) {
      const own = seed + at
      const draw = drawFrom(own)
      const fault = (asking: Asking, what: string) => report.faults.push({ seed: own, request: told(asking), what })
      const send = async (asking: Asking): Promise<Answered> => {
        const answer = await ask(asking)
        report.requests++
        report.byStatus[answer.statusCode] = (report.byStatus[answer.statusCode] ?? 0) + 1
        for (const what of judge(asking, answer)) fault(asking, what)
        keep(means, answer)
        return answer
      }
      if (once(draw, 4)) {
        const { path, schema, noun } = oneOf(draw, recordsOf(operations, means))
        const url = `/v1/${noun}/made-up-${own}`
        const born = { noun, url, path, schema, draw, means, send, versions: [] }
        await live({ ...born, fault: (what) => fault({ method: 'life of', url, headers: {} }, what) })
      } else await askTwice(requestOf(draw, pickOperation(draw(fc.nat()), operations), means), send, fault)
    }
  } finally {
    close()
  }
  return report
}

/** Asks, and asks again whether what came is still right. */
async function askTwice(
  asking: Asking,
  send: (asking: Asking) => Promise<Answered>,
  fault: (asking: Asking, what: string) => void,
): Promise<void> {
  const { statusCode, headers } = await send(asking)
  if (asking.method !== 'get' || statusCode !== 200 || !headers.etag) return
  const again = { ...asking, headers: { ...asking.headers, 'if-none-match': String(headers.etag) } }
  const answer = await send(again)
  if (answer.statusCode !== 304) fault(again, `is a ${answer.statusCode} for the tag that it had`)
}

/** Lists and writes have more to go wrong, and come more often. */
function pickOperation(at: number, operations: Operation[]): Operation {
  const rich = operations.filter(({ parameters, bodies }) => parameters.length > 10 || Object.keys(bodies).length > 0)
  const among = at % 2 === 0 ? rich : operations
  return among[(at >>> 1) % among.length] as Operation
}

function recordsOf(operations: Operation[], means: Means): { noun: string; path: string; schema: Schema }[] {
  return operations
    .filter(({ method, path }) => method === 'put' && path.endsWith('/{id}'))
    .map(({ path, bodies }) => ({
      noun: path.split('/')[2] ?? '',
      path,
      schema: means.resolve<Schema>(bodies['application/json'] ?? {}),
    }))
}

async function meansOf(
  contract: Contract,
  operations: Operation[],
  ask: (asking: Asking) => Promise<Answered>,
  key: string,
  report: Report,
): Promise<Means> {
  const ids = new Map<string, string[]>()
  const resolve = resolverOf(contract)
  const refused = (noun: string, answer: string) => {
    const reason = `${noun}: ${reasonOf(answer)}`
    report.refused[reason] = (report.refused[reason] ?? 0) + 1
  }
  const handedOut = { tags: [], cursors: [] }
  const means: Means = { resolve, idsOf: (noun) => ids.get(noun) ?? [], key, handedOut, refused }
  for (const { noun } of recordsOf(operations, means)) {
    const answer = await ask({ method: 'get', url: `/v1/${noun}?limit=50&fields=id`, headers: {} })
    const { data } = JSON.parse(answer.body) as { data: { id: string }[] }
    ids.set(
      noun,
      data.map(({ id }) => id),
    )
  }
  return means
}

function reasonOf(answer: string): string {
  const { errors = [], detail } = JSON.parse(answer.slice(4)) as {
    errors?: { pointer?: string; detail: string }[]
    detail: string
  }
  const [first] = errors
  return first ? `${first.pointer?.replace(/\d+/g, 'n')} ${first.detail}`.replaceAll(/".*?"/g, '"…"') : detail
}

const most = 200

function keep({ handedOut }: Means, { headers, body }: Answered): void {
  const tag = headers.etag
  if (typeof tag === 'string' && handedOut.tags.length < most) handedOut.tags.push(tag)
  const [, cursor] = /"(?:next|cursor)":"([^"]+)"/.exec(body.slice(-4000)) ?? []
  if (cursor && handedOut.cursors.length < most) handedOut.cursors.push(cursor)
}

function told({ method, url, headers, body }: Asking): string {
  const { authorization: _key, ...others } = headers
  const said = body === undefined ? '' : ` ${JSON.stringify(body.toString()).slice(0, 600)}`
  return `${method.toUpperCase()} ${url.slice(0, 600)} ${JSON.stringify(others).slice(0, 300)}${said}`
}
