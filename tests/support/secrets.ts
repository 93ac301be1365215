const each = (text: string, one: (code: number) => string) => [...text].map((c) => one(c.charCodeAt(0))).join('')
const hex = (code: number) => code.toString(16).padStart(2, '0')

function base32(secret: string): string {
  const bits = each(secret, (code) => code.toString(2).padStart(8, '0')).match(/.{1,5}/g) ?? []
  return bits.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

const inParts = (secret: string, length: number, mark: string) =>
  (secret.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join(mark)

/** Ways to write a secret so that whoever reads it has it. */
export const encodings: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  'as a header': (secret) => `Bearer ${secret}`,
  quoted: (secret) => `"${secret}"`,
  percent: (secret) => each(secret, (code) => `%${hex(code)}`),
  'double percent': (secret) => each(secret, (code) => `%25${hex(code)}`),
  'quoted-printable': (secret) => each(secret, (code) => `=${hex(code).toUpperCase()}`),
  // The path of an address is put in small letters.
  'quoted-printable in small letters': (secret) => each(secret, (code) => `=${hex(code)}`),
  entities: (secret) => each(secret, (code) => `&#${code};`),
  'entities in hex': (secret) => each(secret, (code) => `&#x${hex(code)};`),
  json: (secret) => each(secret, (code) => `\\u00${hex(code)}`),
  'escapes of programs': (secret) => each(secret, (code) => `\\x${hex(code)}`),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'base64 twice': (secret) => Buffer.from(Buffer.from(secret).toString('base64')).toString('base64'),
  'base64 of a header': (secret) => Buffer.from(`Authorization: Bearer ${secret}`).toString('base64url'),
  'base64 of UTF-16': (secret) => Buffer.from(secret, 'utf16le').toString('base64'),
  'base64 of UTF-16, the other way round': (secret) => Buffer.from(secret, 'utf16le').swap16().toString('base64'),
  base32: (secret) => base32(secret),
  'base32 in small letters': (secret) => base32(secret).toLowerCase(),
  'escapes of scripts': (secret) => each(secret, (code) => `%u00${hex(code)}`),
  'in capitals': (secret) => secret.toUpperCase(),
  'in small letters': (secret) => secret.toLowerCase(),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'hex in capitals': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'hex of UTF-16': (secret) => Buffer.from(secret, 'utf16le').toString('hex'),
  'in parts of 8': (secret) => inParts(secret, 8, ' '),
  'in parts of 16, by hyphens': (secret) => inParts(secret, 16, '-'),
  'in lines of 20': (secret) => inParts(secret, 20, '\n'),
  'with zero-width spaces': (secret) => inParts(secret, 8, '\u200b'),
  'with word joiners': (secret) => inParts(secret, 16, '\u2060'),
  'with soft hyphens': (secret) => inParts(secret, 20, '\u00ad'),
  'hex with colons': (secret) => [...Buffer.from(secret)].map(hex).join(':'),
  'hex with blanks': (secret) => [...Buffer.from(secret)].map(hex).join(' '),
  'decimal codes': (secret) => [...Buffer.from(secret)].join(' '),
  octal: (secret) => each(secret, (code) => `\\${code.toString(8).padStart(3, '0')}`),
  'escapes in braces': (secret) => each(secret, (code) => `\\u{${hex(code)}}`),
  'long escapes': (secret) => each(secret, (code) => `\\U000000${hex(code)}`),
  'escapes of CSS': (secret) => each(secret, (code) => `\\${hex(code)} `),
  'entities with zeros': (secret) => each(secret, (code) => `&#${String(code).padStart(11, '0')};`),
  'base64 in lines': (secret) => inParts(Buffer.from(secret).toString('base64'), 20, '\n'),
  'quoted-printable in lines': (secret) =>
    inParts(
      each(secret, (code) => `=${hex(code).toUpperCase()}`),
      60,
      '=\n',
    ),
  'full width': (secret) => each(secret, (code) => String.fromCharCode(code + 0xfee0)),
  'its second half': (secret) => secret.slice(secret.length / 2),
}

/** The least number of characters of a secret in a row that are of use to a finder. */
const useful = 24
const deepest = 3

/** The parts of a secret that a text tells, in whatever encoding: written apart from how the service looks for them. */
export function tells(text: string, secret: string): string[] {
  const windows = Array.from({ length: secret.length - useful + 1 }, (_, at) => secret.slice(at, at + useful))
  let layer = new Set(text.split('\n'))
  const found: string[] = []
  for (let depth = 0; depth <= deepest; depth += 1) {
    for (const one of layer) if (windows.some((window) => one.includes(window))) found.push(one)
    layer = new Set([...layer].flatMap(decodings))
  }
  return found
}

function decodings(text: string): string[] {
  const character = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16))
  const escaped = [
    text.normalize('NFKC'),
    text.replaceAll(/%(?:u00)?([0-9a-f]{2})/gi, character),
    text.replaceAll(/=([0-9A-F]{2})/g, character),
    text.replaceAll(/\\+u00([0-9a-f]{2})/gi, character),
    text.replaceAll(/\\+x([0-9a-f]{2})/gi, character),
    text.replaceAll(/&#x([0-9a-f]+);/gi, character),
    text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  ].filter((one) => one !== text)
  const bytes = [
    ...(text.match(/[0-9a-z+/_-]{32,}/gi) ?? []).map((run) => Buffer.from(run, 'base64')),
    ...(text.match(/(?:[0-9a-f]{2}){24,}/gi) ?? []).map((run) => Buffer.from(run, 'hex')),
  ]
  return [...escaped, ...bytes.map((one) => one.toString('latin1').replaceAll('\0', ''))]
}
