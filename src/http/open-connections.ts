import type { IncomingMessage, ServerResponse } from 'node:http'
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
  app.server.on('request', closeWithConnection)
  app.addHook('preClose', async () => {
    // The others have asked nothing yet, as browsers connect ahead, or a part of a request, or wait for their answer.
    app.server.closeIdleConnections()
    for (const socket of open) if (!socket.destroyed) endWithAnswer(app, socket)
  })
  return open
}

/** Answers that wait behind another one on their connection. */
const waiting = new WeakMap<Socket, Set<ServerResponse>>()

/** Closes pipelined answers with their connection, too: Node closes only the one that is being sent. */
function closeWithConnection({ socket }: IncomingMessage, response: ServerResponse): void {
  if (response.socket) return
  const answers = waiting.get(socket) ?? watchWaiting(socket)
  answers.add(response)
  response.once('close', () => answers.delete(response))
}

function watchWaiting(socket: Socket): Set<ServerResponse> {
  const answers = new Set<ServerResponse>()
  waiting.set(socket, answers)
  socket.once('close', () => {
    for (const answer of answers) {
      // Node marks the one that is being sent like this.
      Object.assign(answer, { destroyed: true, _closed: true })
      answer.emit('close')
    }
  })
  return answers
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
