import fc, { type Arbitrary } from 'fast-check'
import { type Draw, oneOf } from './chance.ts'
import { blankText, refusedText } from './texts.ts'

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`

/** JSON that stands where a member of a body stood. */
const badJson = [
  'null',
  '1e400',
  '-0',
  '99999999999999999999999999',
  '1.0000000000000000000001',
  '[]',
  '{}',
  'true',
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e"',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"toString":"x","hasOwnProperty":1}',
  nested(40, '[', ']'),
  nested(5000, '[', ']'),
  nested(5000, '{"a":', '}'),
  JSON.stringify('x'.repeat(100_000)),
  `[${Array.from({ length: 5000 }, (_, at) => at)}]`,
]

/** A body in which one member of any depth has another value, stands twice, or is one too many. */
export function spoilBody(draw: Draw, body: unknown): string {
  const text = JSON.stringify(body)
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*":|[[,](?=["{[\d])/g)]
  const place = oneOf(draw, places)
  if (!place) return oneOf(draw, badJson)
  const before = text.slice(0, place.index)
  const after = text.slice(place.index + place[0].length)
  const bad = oneOf(draw, badJson)
  if (!place[0].endsWith(':')) return `${before}${place[0]}${bad},${after}`
  const more = [
    `${place[0]}${bad},${place[0]}`,
    `"__proto__":${bad},${place[0]}`,
    `"unheardOf":${bad},${place[0]}`,
    `"constructor":${bad},${place[0]}`,
  ]
  return before + oneOf(draw, more) + after
}

/** Bodies that are no JSON object in UTF-8. */
export function breakBody(draw: Draw, text: string): Buffer {
  const whole = Buffer.from(text)
  const at = draw(fc.nat(Math.max(0, whole.length - 1)))
  return oneOf<() => Buffer>(draw, [
    () => whole.subarray(0, at),
    () => Buffer.concat([whole.subarray(0, at), Buffer.from([0xff]), whole.subarray(at)]),
    () => Buffer.concat([whole.subarray(0, at), Buffer.from([0xc0, 0xaf]), whole.subarray(at)]),
    () => Buffer.concat([whole.subarray(0, at), Buffer.from([0xed, 0xa0, 0x80]), whole.subarray(at)]),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(`${text}${text}`),
    () => Buffer.from(`[${text}]`),
    () => Buffer.from(oneOf(draw, ['', ' ', 'null', '1', '"x"', 'NaN', '{', '[]', '{}x', nested(100_000, '[', ']')])),
  ])()
}

/** Values of parameters that hardly any schema allows. */
export const badParameter: Arbitrary<string> = fc.oneof(
  refusedText.filter((text) => !/\p{Cs}/u.test(text)),
  blankText,
  fc.constantFrom(
    '-1',
    '0',
    '1e9',
    '1.5',
    '9'.repeat(30),
    'NaN',
    'null',
    'undefined',
    'true',
    '__proto__',
    'constructor',
    'toString',
    "' or 1=1 --",
    '%',
    '%00',
    '\\',
    'a,b',
    '2024-02-30',
    '2024-13',
    '0000-00-00',
    '9999-12-31T23:59:60Z',
    'x'.repeat(3000),
    '金融',
    '*',
    '(((((((((((',
    '"',
    '-"a',
    'a OR',
    '|',
    'W10',
    'eyJhIjoxfQ',
  ),
)

const sign = fc.constantFrom('A', 'z', '0', '_', '-', '"', '.', '=')

/** Something that the service has handed out, changed a little. */
export function forge(draw: Draw, token: string): string {
  const at = draw(fc.nat(Math.max(0, token.length - 1)))
  return oneOf(draw, [
    token.slice(0, at),
    token.slice(0, at) + draw(sign) + token.slice(at + 1),
    token + draw(sign),
    token + token,
    Buffer.from(JSON.stringify(draw(fc.jsonValue()))).toString('base64url'),
    Buffer.from(
      Buffer.from(token, 'base64url')
        .toString()
        .replace(/\d+/, String(draw(fc.nat()))),
    ).toString('base64url'),
  ])
}

/** Media types under which no body is taken, and what the headers say of it besides. */
export const badTypes: Record<string, string>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=gbk' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'json' },
  { 'content-type': '' },
  { 'content-type': 'application/json', 'content-encoding': 'gzip' },
]
