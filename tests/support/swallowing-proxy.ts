import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export interface SwallowingProxy {
  port: number
  /** From now on nothing comes through, in either direction, and nothing is closed. */
  swallow(): void
  /** New connections come through again. Those that were swallowed stay dead, as after a firewall has forgotten them. */
  restore(): void
  /** New connections lead to another server, and those to the one before are closed. */
  leadTo(port: number): void
}

/** A way to a server that may fall silent without a word. */
export async function swallowingProxy(t: Test, port: number): Promise<SwallowingProxy> {
  let swallowing = false
  let target = port
  const sockets = new Set<Socket>()
  const dead = new WeakSet<Socket>()
  const proxy = createServer((client) => {
    const server = connect(target, '127.0.0.1')
    const pair = [client, server]
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('error', () => {})
      if (swallowing) dead.add(socket)
    }
    const forward = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => void (dead.has(from) || to.write(chunk)))
      from.on('close', () => {
        sockets.delete(from)
        // The other side does not learn of the end of what was swallowed.
        if (!dead.has(from)) to.destroy()
      })
    }
    forward(client, server)
    forward(server, client)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.teardown(() => {
    proxy.close()
    for (const socket of sockets) socket.destroy()
  })
  return {
    port: (proxy.address() as { port: number }).port,
    swallow: () => {
      swallowing = true
      for (const socket of sockets) dead.add(socket)
    },
    restore: () => {
      swallowing = false
    },
    leadTo: (port) => {
      target = port
      for (const socket of sockets) socket.destroy()
    },
  }
}
