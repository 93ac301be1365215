import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Test } from 'tap'

/** A way to a server that breaks: the n-th connection is cut after so many bytes of its answer, if `cutAfter` says so. */
export async function cuttingProxy(
  t: Test,
  target: string,
  cutAfter: (connection: number) => number | undefined,
): Promise<string> {
  const { hostname, port } = new URL(target)
  let connections = 0
  const proxy = createServer((client) => {
    let left = cutAfter(connections++) ?? Number.POSITIVE_INFINITY
    const server = connect(Number(port), hostname)
    const close = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) socket.on('error', close).on('close', close)
    client.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk) => {
      left -= chunk.length
      if (left < 0) close()
      else client.write(chunk)
    })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.teardown(() => proxy.close())
  return `http://127.0.0.1:${(proxy.address() as { port: number }).port}`
}
