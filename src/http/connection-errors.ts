import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { texts } from '../language/texts.ts'
import type { ProblemName } from '../problems/problem-types.ts'
import { Problem } from '../problems/problems.ts'
import { asUtf8 } from './address-text.ts'
import { respondWithProblem } from './errors.ts'
import type { Exchange, Exchanges } from './exchange.ts'
import { always } from './exchanges.ts'
import type { Mount } from './mount.ts'
import { problemOfHosts } from './requests.ts'

// Errors of the HTTP parser, which never come to a route.

const ofConnection: Record<string, ProblemName> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

type ParserError = Error & { code?: string; rawPacket?: unknown }

const unescaped = texts(
  'Characters beyond ASCII stand in an address as the escapes of their UTF-8: 上 is %E4%B8%8A. With curl, `-G --data-urlencode "q=上"` escapes them.',
  '網址內 ASCII 以外的字元須以其 UTF-8 編碼表示，例如「上」為 %E4%B8%8A。使用 curl 時，`-G --data-urlencode "q=上"` 會代為編碼。',
  '网址内 ASCII 以外的字符须以其 UTF-8 编码表示，例如“上”为 %E4%B8%8A。使用 curl 时，`-G --data-urlencode "q=上"` 会代为编码。',
)

/** Whether the parser refuses an address for characters that are not escaped. */
function isUnescaped({ code, rawPacket }: ParserError): boolean {
  if (code !== 'HPE_INVALID_URL' || !Buffer.isBuffer(rawPacket)) return false
  const [line = ''] = rawPacket.toString('latin1').split('\r\n', 1)
  return /[\u0080-\u00ff]/.test(line)
}

const isHead = ({ rawPacket }: ParserError) =>
  Buffer.isBuffer(rawPacket) && rawPacket.toString('latin1', 0, 5) === 'HEAD '

interface Site {
  mount: Mount
  exchanges: Exchanges
}

/** Node's own: the answer that is being made on the connection, and the request that the parser reads. */
interface Inner {
  _httpMessage?: ServerResponse<IncomingMessage> | null
  parser?: { incoming?: IncomingMessage | null } | null
}

/** Connections whose parser has failed: it fails again with whatever comes after that. */
const failed = new WeakSet<Socket>()

/** Answers what never became a request, such as headers that are too large or are not HTTP. */
export function answerConnectionError(site: Site) {
  const { exchanges } = site
  return (error: ParserError, socket: Socket & Inner): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    if (failed.has(socket)) return
    failed.add(socket)
    afterAnswers(socket, (begun) => {
      // The rest of a request that was refused before it was whole gets no second answer.
      if (!begun && socket.parser?.incoming?.complete === false) return void socket.end()
      // A request whose body fails has been counted.
      const exchange = begun ? exchanges.of(begun) : exchanges.ofConnection(socket)
      const name = ofConnection[error.code ?? ''] ?? 'bad-request'
      const problem = new Problem(name, isUnescaped(error) ? unescaped : undefined)
      const { method = '', url = '' } = begun ?? {}
      const status = answerOnSocket(site, socket, exchange, problem, isHead(error))
      exchanges.tell(exchange, method, url, status)
    })
  }
}

/**
 * Waits for the answers to what came whole on a connection, since a client takes what comes first for the answer to what
 * it asked first. Then it hands on the request that has come in part, if there is one.
 */
function afterAnswers(socket: Duplex & Inner, next: (begun?: IncomingMessage) => void): void {
  const answer = socket._httpMessage
  if (!socket.writable) socket.destroy()
  else if (answer && (answer.req.complete || answer.headersSent)) answer.once('close', () => afterAnswers(socket, next))
  else next(answer?.req)
}

/** Refuses CONNECT, which Node hands over as a bare socket. */
export function refuseTunnel(site: Site) {
  const { exchanges } = site
  return (request: IncomingMessage, socket: Duplex): void => {
    socket.on('error', () => socket.destroy())
    // Node watches the time of such a connection no longer, and a client could keep its half open.
    socket.resume()
    socket.on('finish', () => socket.destroy())
    afterAnswers(socket, () => {
      const exchange = exchanges.of(request)
      const refused = new Problem('method-not-allowed', undefined, {}, { allow: 'GET, HEAD, OPTIONS' })
      const status = answerOnSocket(site, socket, exchange, problemOfHosts(request) ?? refused)
      exchanges.tell(exchange, 'CONNECT', request.url ?? '', status)
    })
  }
}

/** Answers on the bare connection, and gives the status of the answer. */
function answerOnSocket(
  { mount, exchanges }: Site,
  socket: Duplex,
  exchange: Exchange,
  refused: Problem,
  isBare = false,
): number {
  const problem = exchanges.take(exchange) ?? refused
  const asked = { headers: {}, query: {}, url: '' }
  const { status, headers, body = '' } = respondWithProblem(problem, asked, exchange.id, mount)
  exchange.isLast = true
  const told = [...always, ...exchanges.limitHeaders(exchange), ...headers, ...exchanges.closing(exchange)]
  const fields = [...told, 'content-length', String(body.length)]
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`]
  for (let at = 0; at < fields.length; at += 2) lines.push(`${fields[at]}: ${fields[at + 1]}`)
  socket.end(`${lines.join('\r\n')}\r\n\r\n${isBare ? '' : body}`)
  return status
}

/** Answers a header `Expect` that asks for what HTTP does not have, which Node refuses without a body. */
export function refuseExpectation(
  mount: Mount,
  exchanges: Exchanges,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  mount.takeOff(request)
  const exchange = exchanges.of(request)
  exchange.isLast = true
  const { headers, url = '/' } = request
  const asked = { headers, query: {}, url: asUtf8(url) }
  const problem = exchanges.take(exchange) ?? problemOfHosts(request) ?? new Problem('expectation-failed')
  const refused = respondWithProblem(problem, asked, exchange.id, mount)
  const head = [...always, ...exchanges.limitHeaders(exchange), ...refused.headers, ...exchanges.closing(exchange)]
  exchanges.watch(exchange, request, response)
  response.writeHead(refused.status, [...head, 'content-length', String(refused.body?.length ?? 0)])
  response.end(refused.body)
}
