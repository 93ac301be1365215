import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { atEnd } from '../cleanup.ts'

export interface Statement {
  sql: string
  values: (string | null)[]
}

/**
 * A proxy in front of Postgres that records the statements which pass through it, so that they are the service's real ones.
 * It understands connections without TLS.
 */
export async function overhear(databaseUrl: string): Promise<{ url: string; heard: Statement[] }> {
  const heard: Statement[] = []
  const { hostname, port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const server = connect(Number(port || 5432), hostname)
    const listen = listener((statement) => heard.push(statement))
    client.on('data', listen)
    client.pipe(server).pipe(client)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  atEnd(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((proxy.address() as { port: number }).port)
  return { url: url.href, heard }
}

/** Reads the messages of one client: Parse gives a statement its name, Bind gives it its values. */
function listener(tell: (statement: Statement) => void): (piece: Buffer) => void {
  const named = new Map<string, string>()
  let held = Buffer.alloc(0)
  let isFirst = true
  return (piece) => {
    held = Buffer.concat([held, piece])
    for (;;) {
      // The first message has no letter before its length.
      const start = isFirst ? 0 : 1
      if (held.length < start + 4) return
      const end = start + held.readUInt32BE(start)
      if (held.length < end) return
      const letter = isFirst ? '' : String.fromCharCode(held[0] ?? 0)
      const body = held.subarray(start + 4, end)
      held = held.subarray(end)
      isFirst = false
      if (letter === 'P') {
        const [name, sql] = strings(body, 2)
        named.set(name ?? '', sql ?? '')
      }
      if (letter === 'B') tell(bound(body, named))
    }
  }
}

function bound(body: Buffer, named: Map<string, string>): Statement {
  const [portal = '', name = ''] = strings(body, 2)
  let at = Buffer.byteLength(portal) + Buffer.byteLength(name) + 2
  at += 2 + 2 * body.readInt16BE(at)
  const count = body.readInt16BE(at)
  at += 2
  const values = Array.from({ length: count }, () => {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) return null
    at += length
    return body.toString('utf8', at - length, at)
  })
  return { sql: named.get(name) ?? '', values }
}

function strings(body: Buffer, count: number): string[] {
  let at = 0
  return Array.from({ length: count }, () => {
    const end = body.indexOf(0, at)
    const text = body.toString('utf8', at, end)
    at = end + 1
    return text
  })
}
