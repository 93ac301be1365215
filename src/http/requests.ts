import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { texts } from './problem-types.ts'
import { BadRequest } from './problems.ts'

const longestQuery = 8192

/** A client's own request id where it is a plain one, else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

/** Clients that send Chinese as it is, without % escapes, mean UTF-8; Node reads the bytes as Latin-1. */
export function asUtf8(url: string): string {
  const bytes = /[\u0080-\u00ff]/.test(url) ? Buffer.from(url, 'latin1').toString('utf8') : url
  return bytes.replace(/[^\u0021-\u007e]+/gu, encodeURIComponent)
}

/** The URL of a request, which may be none. */
export const urlOf = (request: IncomingMessage): string => asUtf8(request.url ?? '/')

/** Turns away what no route should see. */
export function refuseMalformed(request: FastifyRequest): void {
  if (request.raw.httpVersion === '1.1' && request.headers.host === undefined) throw new BadRequest(noHost)
  refuseBodyOnRead(request)
  refuseMalformedUrl(request.raw.url ?? '')
}

const noHost = texts('The request has no Host header.', '請求沒有 Host 標頭。', '请求没有 Host 标头。')

function refuseBodyOnRead(request: FastifyRequest): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return
  if (!announcesBody(request.headers)) return
  throw new BadRequest(
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

function refuseMalformedUrl(url: string): void {
  const start = url.indexOf('?')
  const query = start === -1 ? '' : url.slice(start + 1)
  if (query.length > longestQuery) throw new BadRequest(queryTooLong)
  const text = decoded(url)
  if (text === undefined) throw new BadRequest(malformedEscape)
  if (text.includes('\0')) throw new BadRequest(holdsNul)
  if (credentialPattern.test(query)) throw new BadRequest(keyInUrl)
}

// Lone surrogates have no UTF-8 form, so their escapes fail to decode like any other malformed sequence.
function decoded(url: string): string | undefined {
  if (!url.includes('%')) return url
  try {
    return decodeURIComponent(url)
  } catch {
    return undefined
  }
}

const credentialPattern = /(?:^|&)(key|api[_-]?key|access[_-]?token|token|auth|authorization|password|secret)=[^&]*/i

const credentials = new RegExp(`([?&])${credentialPattern.source.replace('(?:^|&)', '')}`, 'gi')

/** The URL as it may be logged: without what looks like a credential. */
export const withoutCredentials = (url: string): string =>
  url.includes('=') || url.includes('_') ? redacted(url) : url

const redacted = (url: string): string =>
  url.replaceAll(credentials, '$1$2=[redacted]').replaceAll(/\brcr_[0-9a-z]{8}_\w+/gi, '[redacted]')

const queryTooLong = texts(
  `The query string is longer than ${longestQuery} characters.`,
  `查詢字串超過 ${longestQuery} 個字元。`,
  `查询字符串超过 ${longestQuery} 个字符。`,
)
const malformedEscape = texts(
  'The URL has a malformed % sequence, or one that is not UTF-8.',
  '網址含有錯誤的 % 編碼，或並非 UTF-8。',
  '网址含有错误的 % 编码，或并非 UTF-8。',
)
const holdsNul = texts('The URL holds a NUL character.', '網址含有空字元（NUL）。', '网址含有空字符（NUL）。')
const keyInUrl = texts(
  'A key does not belong in a URL, where logs keep it. Send it as "Authorization: Bearer <key>", and replace this one.',
  '金鑰不應放在網址內，因為日誌會保留網址。請以 "Authorization: Bearer <key>" 傳送，並更換此金鑰。',
  '密钥不应放在网址内，因为日志会保留网址。请以 "Authorization: Bearer <key>" 发送，并更换此密钥。',
)
