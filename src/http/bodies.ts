import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { pointerOf } from '../json/json-pointer.ts'
import { texts } from '../language/texts.ts'
import { mostItems, passTexts, repeatedMembers, standsTwice, tooManyAt } from '../problems/json-text.ts'
import { Problem, ValidationProblem, type Violation } from '../problems/problems.ts'
import { decodeText, notUtf8 } from '../problems/text-gate.ts'
import { openSlices } from '../slices.ts'
import { mediaTypesOf } from './media-types.ts'

const lineFeed = 0x0a

/** Reads JSON and NDJSON bodies and refuses what JSON allows but the registry cannot keep. */
export function readBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const valueIn = (request: FastifyRequest, text: string) =>
    new Promise((resolve, reject) => parse(request, text, (error, value) => (error ? reject(error) : resolve(value))))
  // The parser for plain text that Fastify brings would hand unparsed text to routes that expect records.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      refuseOtherCharsets(request)
      // Many clients name a type even where they send nothing, and nothing is asked for.
      if (bytes.length === 0 && request.routeOptions.schema?.body === undefined) return undefined
      const decoded = decodeText(bytes)
      if ('offset' in decoded) throw new Problem('bad-request', notUtf8(decoded.offset), { offset: decoded.offset })
      const repeated = await repeatedIn(decoded.text)
      const { value, violations } = await passTexts(await valueIn(request, decoded.text))
      const faults = [...repeated, ...violations]
      if (faults.length > 0) throw new ValidationProblem(faults)
      return value
    },
  )
  app.addContentTypeParser(lineTypes, { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    refuseOtherCharsets(request)
    return readLines(bytes, (text) => valueIn(request, text))
  })
}

/** How many lines are looked at, the empty ones included. */
const mostLines = 10 * mostItems

/** Reads NDJSON as the list of its values; empty lines are left out. All lines that are no JSON are told at once. */
async function readLines(bytes: Buffer, valueIn: (text: string) => Promise<unknown>): Promise<unknown> {
  const values: unknown[] = []
  const faults: Violation[] = []
  const inSlices = openSlices()
  let index = -1
  for (const line of linesIn(bytes)) {
    await inSlices()
    index += 1
    if (values.length >= mostItems || index >= mostLines) throw tooManyAt([])
    const decoded = decodeText(line)
    if ('text' in decoded && decoded.text.trim() === '') continue
    const repeated = 'text' in decoded ? await repeatedIn(decoded.text, index) : []
    const value = 'text' in decoded ? await valueIn(decoded.text).catch(() => undefined) : undefined
    if (value === undefined) {
      const why = 'offset' in decoded ? notUtf8(decoded.offset) : notJson
      faults.push({ pointer: `/${index}`, detail: inLine(index + 1, why) })
    } else faults.push(...repeated)
    values.push(value)
  }
  const { value, violations } = await passTexts(values)
  violations.unshift(...faults)
  if (violations.length > 0) throw new ValidationProblem(violations)
  return value
}

/** The members that a JSON text holds twice, each under the steps to the text. */
async function repeatedIn(text: string, ...before: number[]): Promise<Violation[]> {
  const repeated = await repeatedMembers(text, { most: mostItems, before })
  return repeated.map(({ path }) => ({ pointer: pointerOf(path), detail: standsTwice }))
}

function* linesIn(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, start)
    yield bytes.subarray(start, end === -1 ? bytes.length : end)
    start = end === -1 ? bytes.length : end + 1
  }
}

const notJson = texts('It is not valid JSON.', '並非有效的 JSON。', '并非有效的 JSON。')

const inLine = (line: number, why: ReturnType<typeof texts>) =>
  texts(`Line ${line}: ${why.en}`, `第 ${line} 行：${why['zh-Hant']}`, `第 ${line} 行：${why['zh-Hans']}`)

export const lineTypes = [...mediaTypesOf('ndjson')]

function refuseOtherCharsets(request: FastifyRequest): void {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(request.headers['content-type'] ?? '') ?? []
  if (/^utf-?8$/i.test(charset)) return
  throw new Problem(
    'unsupported-media-type',
    texts(
      `The body is in the charset ${charset}. Send it in UTF-8.`,
      `內容的字元編碼為 ${charset}。請以 UTF-8 傳送。`,
      `内容的字符编码为 ${charset}。请以 UTF-8 发送。`,
    ),
  )
}

/** Refuses a body of any other media type before it is read. */
export function takesOnly(...types: string[]): onRequestAsyncHookHandler {
  return async (request) => {
    const given = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    if (given !== undefined && types.includes(given)) return
    const names = types.join(', ')
    throw new Problem(
      'unsupported-media-type',
      texts(
        `Send the body as ${names}, named in Content-Type.`,
        `請以 Content-Type 指明內容類型：${names}。`,
        `请以 Content-Type 指明内容类型：${names}。`,
      ),
      { mediaTypes: types },
    )
  }
}
