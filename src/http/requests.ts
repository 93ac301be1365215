import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { texts } from '../language/texts.ts'
import { Problem, ValidationProblem } from '../problems/problems.ts'
import { holdsSecret, withoutSecret } from '../problems/secrets.ts'
import { keyInText } from '../problems/text-gate.ts'
import { passHeaders, problemOfAddress, trimQuery } from './address-text.ts'
import { exchangeOf } from './exchange.ts'

export const longestQueryString = 8192

/** Turns away what no route should see. */
export function refuseMalformed(request: FastifyRequest): void {
  refuseBodyOnRead(request)
  refuseMalformedUrl(request)
  exchangeOf(request).isSafe = true
  trimQuery(request.query as Record<string, unknown>)
  passHeaders(request)
}

/** The headers that answers repeat. */
const repeated = ['host', 'x-forwarded-host', 'access-control-request-headers']

/** Refuses a key in a header that answers repeat, those to preflights among them. */
export function refuseKeyIn({ headers }: FastifyRequest): void {
  for (const header of repeated)
    if (holdsSecret(String(headers[header] ?? ''))) throw new ValidationProblem([{ header, detail: keyInText }])
}

/** The problem with the Host headers of a request, to be told before anything else is answered. */
export function problemOfHosts(request: IncomingMessage): Problem | undefined {
  const hosts = hostsOf(request)
  if (hosts > 1) return new Problem('bad-request', severalHosts)
  return request.httpVersion === '1.1' && hosts === 0 ? new Problem('bad-request', noHost) : undefined
}

/** How many Host headers there are: of several, each reader on the way might believe another one. */
export function hostsOf({ rawHeaders }: IncomingMessage): number {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts
}

const severalHosts = texts(
  'The request has more than one Host header.',
  '請求有多於一個 Host 標頭。',
  '请求有多于一个 Host 标头。',
)
const noHost = texts('The request has no Host header.', '請求沒有 Host 標頭。', '请求没有 Host 标头。')

/** Whether a method reads and changes nothing, or all methods of a route do. */
export function onlyReads(method: string | string[]): boolean {
  return Array.isArray(method) ? method.every(onlyReads) : method === 'GET' || method === 'HEAD'
}

function refuseBodyOnRead(request: FastifyRequest): void {
  if (!onlyReads(request.method)) return
  if (!announcesBody(request.headers)) return
  throw new Problem(
    'bad-request',
    texts(
      `A ${request.method} request has no body.`,
      `${request.method} 請求不得附有內容。`,
      `${request.method} 请求不得附有内容。`,
    ),
  )
}

export function announcesBody({
  'content-length': length,
  'transfer-encoding': encoding,
}: IncomingHttpHeaders): boolean {
  return encoding !== undefined || (length !== undefined && Number(length) !== 0)
}

function refuseMalformedUrl({ url, originalUrl }: FastifyRequest): void {
  const start = url.indexOf('?')
  const query = start === -1 ? '' : url.slice(start + 1)
  if (query.length > longestQueryString) throw new Problem('bad-request', queryTooLong)
  if (credentialPattern.test(query) || holdsSecret(originalUrl)) throw new Problem('bad-request', keyInUrl)
  const problem = problemOfAddress(url)
  if (problem) throw problem
}

const credential = '(key|api[_-]?key|access[_-]?token|token|auth|authorization|password|secret)=[^&]*'
const credentialPattern = new RegExp(`(?:^|&)${credential}`, 'i')
const credentials = new RegExp(`([?&])${credential}`, 'gi')

/** The URL as it may be logged: without what looks like a credential. */
export const withoutCredentials = (url: string): string =>
  withoutSecret(url.includes('=') ? url.replaceAll(credentials, '$1$2=[redacted]') : url)

/** In characters: no id of the record is longer, and few ways to write a key are shorter. */
const longestLogged = 60
const freeTexts = new RegExp(`(?<=[?&](?:q|cursor)=)[^&]+|(?<![^/?&=])[^/?&=]{${longestLogged + 1},}`, 'gi')
/** Most addresses are short and ask no question; to look through each would cost as much as its answer's log line. */
const mayHoldFreeTexts = (url: string) => url.length > longestLogged || url.includes('?')

/**
 * The URL with the length alone of what clients write freely, and of whatever is long: there are more ways to write a key
 * than anybody looks for.
 */
export const withoutFreeTexts = (url: string): string =>
  mayHoldFreeTexts(url) ? url.replaceAll(freeTexts, ({ length }) => `[${length} characters]`) : url

const queryTooLong = texts(
  `The query string is longer than ${longestQueryString} characters.`,
  `查詢字串超過 ${longestQueryString} 個字元。`,
  `查询字符串超过 ${longestQueryString} 个字符。`,
)
const keyInUrl = texts(
  'A key does not belong in a URL, where logs keep it. Send it as "Authorization: Bearer <key>", and replace this one.',
  '金鑰不應放在網址內，因為日誌會保留網址。請以 "Authorization: Bearer <key>" 傳送，並更換此金鑰。',
  '密钥不应放在网址内，因为日志会保留网址。请以 "Authorization: Bearer <key>" 发送，并更换此密钥。',
)
