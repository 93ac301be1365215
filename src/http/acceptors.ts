import { fork, type SendHandle } from 'node:child_process'
import { once } from 'node:events'
import { Server, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

/** With the server's own, so many connections are accepted a turn. */
const acceptors = 63

/**
 * Node accepts one new connection a turn of its loop for each socket that listens. Under load turns are long, and of the
 * connections that thousands of clients open at once the last would wait for half a minute. So the same line of waiting
 * connections gets more sockets that listen to it, once the server does.
 */
export function acceptManyAtOnce(app: FastifyInstance, backlog: number): { stop(): Promise<void> } {
  const most = app.server.maxConnections
  let adding = Promise.resolve<Server[]>([])
  let closed: Promise<unknown> = Promise.resolve()

  function enter(socket: Socket): void {
    if (app.connections.size >= most) return void socket.destroy()
    app.server.emit('connection', socket)
  }

  app.addHook('onListen', async () => {
    adding = copiesOf(app.server, acceptors).then((copies) =>
      // The options that Node's HTTP server sets on its sockets.
      copies.map((copy) => new Server({ allowHalfOpen: true, noDelay: true }, enter).listen(copy, backlog)),
    )
    adding.catch((error) => app.log.warn({ err: error }, 'connections are accepted one at a time'))
  })
  async function stop(): Promise<void> {
    const added = await adding.catch(() => [])
    const listening = added.filter((server) => server.listening)
    if (listening.length > 0) closed = Promise.all(listening.map((server) => once(server.close(), 'close')))
  }
  app.addHook('preClose', stop)
  app.addHook('onClose', async () => {
    app.server.closeIdleConnections()
    await closed
  })
  return { stop }
}

async function copiesOf(server: Server, count: number): Promise<SendHandle[]> {
  // A server that is sent itself would accept connections in the other process.
  const { _handle: socket } = server as Server & { _handle: SendHandle }
  const copier = fork(program, { env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], timeout: 10_000 })
  const copies: SendHandle[] = []
  copier.on('message', (_message, copy?: SendHandle) => {
    if (copy) copies.push(copy)
  })
  const ended = once(copier, 'exit')
  await Promise.race([once(copier, 'message'), ended])
  if (copier.connected) copier.send(count, socket)
  await ended
  if (copies.length === 0) throw new Error('The socket that listens cannot be copied.')
  return copies
}

const extension = import.meta.url.endsWith('.js') ? 'js' : 'ts'
const program = fileURLToPath(new URL(`socket-copies.${extension}`, import.meta.url))
