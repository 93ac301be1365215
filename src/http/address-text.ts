import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { type Texts, texts } from '../language/texts.ts'
import { Problem, ValidationProblem, type Violation } from '../problems/problems.ts'
import { decodeText, directionMarks, faultIn, notUtf8, trimmed } from '../problems/text-gate.ts'

/** Escapes what a client sends as it is, such as Chinese. Node reads the bytes of an address as Latin-1. */
export function asUtf8(url: string): string {
  return url.replace(/[^\u0021-\u007e]+/g, (run) =>
    /^[\0-\u00ff]+$/.test(run) ? escapeBytes(run) : encodeURIComponent(run),
  )
}

const escapeBytes = (run: string) =>
  [...run].map((byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).join('')

const direction = new RegExp(directionMarks.map(encodeURIComponent).join('|'), 'gi')
/** Ends of lines that are no line feeds: vertical tab, form feed, carriage return, NEL. */
const endOfLine = /%0[BCD](?!%0A)|%C2%85/gi
const searchWords = /([?&]q=)([^&]*)/g

/** The URL without what comes along in the words of a search when they are copied from a document, and no record has. */
export const withoutCopiedMarks = (url: string): string =>
  url.replace(
    searchWords,
    (_, name: string, words: string) => name + words.replace(direction, '').replace(endOfLine, '%20'),
  )

/** Why an address is refused whose escapes are malformed, are not UTF-8, or hold what no text may hold. */
export function problemOfAddress(url: string): Problem | undefined {
  if (!url.includes('%')) return undefined
  const malformed = url.search(/%(?![0-9a-f]{2})/i)
  if (malformed !== -1) return new Problem('bad-request', malformedEscape(malformed), { offset: malformed })
  const decoded = decodeText(bytesOf(url))
  if ('offset' in decoded) {
    const offset = placeOf(url, decoded.offset)
    return new Problem('bad-request', notUtf8(offset), { offset })
  }
  const fault = faultIn(decoded.text)
  if (!fault) return undefined
  const [, query] = partsAt(url, '?')
  const violations = query.split('&').flatMap((part): Violation[] => {
    const [name, value] = partsAt(part, '=').map((text) => decodeURIComponent(text))
    const detail = faultIn(value ?? '') ?? faultIn(name ?? '')
    return detail ? [{ parameter: name, detail }] : []
  })
  return violations.length > 0 ? new ValidationProblem(violations) : new Problem('bad-request', fault)
}

/** Cuts a text at the first mark. */
function partsAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function bytesOf(url: string): Buffer {
  return Buffer.from(
    url.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )
}

/** Where in the address the byte stands that is so far among the unescaped ones. */
function placeOf(url: string, byte: number): number {
  let index = 0
  for (let passed = 0; passed < byte && index < url.length; passed++) index += url[index] === '%' ? 3 : 1
  return index
}

const malformedEscape = (offset: number): Texts =>
  texts(
    `The URL has a malformed % sequence at byte ${offset}, counted from 0.`,
    `網址在第 ${offset} 個位元組（由 0 起計）含有錯誤的 % 編碼。`,
    `网址在第 ${offset} 个字节（由 0 起计）含有错误的 % 编码。`,
  )

/** Trims the values of a query. */
export function trimQuery(query: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') query[name] = trimmed(value)
    else if (Array.isArray(value)) query[name] = value.map((one) => trimmed(String(one)))
  }
}

/** A header as it was sent in UTF-8. Node reads its bytes as Latin-1. */
function headerText(name: string, value: string): string {
  const decoded = decodeText(Buffer.from(value, 'latin1'))
  const detail = 'offset' in decoded ? notUtf8(decoded.offset) : faultIn(decoded.text)
  if (detail) throw new ValidationProblem([{ header: name, detail }])
  return 'text' in decoded ? trimmed(decoded.text) : ''
}

/** Passes the headers that a route declares through the gate. */
export function passHeaders({ headers, routeOptions }: FastifyRequest): void {
  for (const name of namesIn(routeOptions.schema?.headers)) {
    const value = headers[name]
    if (typeof value === 'string') (headers as IncomingHttpHeaders)[name] = headerText(name, value)
  }
}

function namesIn(schema: unknown): string[] {
  const { shape = {} } = (schema ?? {}) as { shape?: object }
  return Object.keys(shape)
}
