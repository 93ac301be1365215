import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** `_httpMessage` is Node's own: the answer that is being made on the connection. */
type Connection = Socket & { _httpMessage?: ServerResponse | null }

/**
 * The connections that are open, whichever socket accepted them: `getConnections` counts only those that the server
 * itself accepted. A server that closes waits for those alone on which it answers.
 */
export function watchConnections(app: FastifyInstance): ReadonlySet<Socket> {
  const open = new Set<Connection>()
  app.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    // The others have asked nothing yet, as browsers connect ahead, or a part of a request, or wait for their answer.
    app.server.closeIdleConnections()
    for (const socket of open) if (!socket.destroyed) endWithAnswer(app, socket)
  })
  return open
}

function endWithAnswer({ server }: FastifyInstance, socket: Connection): void {
  const answer = socket._httpMessage
  // An answer that began before the end of the service has promised to keep its connection.
  if (answer && (answer.req.complete || answer.headersSent)) answer.once('close', () => socket.destroySoon())
  else if (socket.bytesRead === 0) socket.destroy()
  else {
    // Node looks for late requests no more once its server closes.
    const late = Object.assign(new Error('The service ends.'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
    server.emit('clientError', late, socket)
    socket.destroySoon()
  }
}
