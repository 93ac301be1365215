import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { mostOnConnection } from '../src/http/exchanges.ts'
import { testServer } from './support/things.ts'

const request = 'GET /v1/things HTTP/1.1\r\nHost: a\r\n\r\n'

t.test('a connection that has had many requests is closed with a usual answer', async (t) => {
  const app = await testServer(t)
  const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(address.port), address.hostname)
  let received = ''
  let answered = 0
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
    answered += chunk.split('HTTP/1.1 ').length - 1
  })
  for (let sent = 1; sent < mostOnConnection; sent++) {
    socket.write(request)
    while (answered < sent) await once(socket, 'data')
  }
  t.notMatch(received, /^connection: close/im)
  // A client that pipelines does not know yet that this answer is the last.
  socket.write(request.repeat(5))
  await once(socket, 'close')
  const answers = received.split('HTTP/1.1 ').slice(1)
  t.equal(answers.length, mostOnConnection)
  t.same([...new Set(answers.map((answer) => answer.slice(0, 6)))], ['200 OK'])
  t.match(answers.at(-1), /^connection: close/im)
})
