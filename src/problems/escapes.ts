const named: Record<string, string> = { amp: '&', lowbar: '_', quot: '"', apos: "'", lt: '<', gt: '>' }

/** Bytes in hex or codes in decimal, each apart from the next by a mark or two. */
const hexInRow = /(?:[0-9a-fA-F]{2}[^0-9a-zA-Z]{1,2}){15,}[0-9a-fA-F]{2}/g
const codesInRow = /(?:\d{2,3}[^0-9a-zA-Z]{1,2}){15,}\d{2,3}/g
const mailInRow = /(?:=[0-9A-Fa-f]{2}(?:=\\*[\r\nrn]+)?){3,}/g

/** Begins every such row. */
export const rowOfCodes = /(?:[0-9a-fA-F]{2,3}[^0-9a-zA-Z]{1,2}){15}/

const rareEscapes = new RegExp(`&(?:#|[a-z]+;)|\\\\|(?:=[0-9A-Fa-f]{2}){3}|${rowOfCodes.source}`)
const escapes = new RegExp(`[%\\u0080-\\uffff]|${rareEscapes.source}`)

/** A text without percent signs, entities of HTML, and escapes of programs and of mail, once. */
export function withoutEscapes(text: string): string {
  if (!escapes.test(text)) return text
  const bytes = () => text.replaceAll(/%(?:u00)?([0-9a-f]{2})/gi, (_, code) => character(code, 16))
  // No key has marks, and to put many of them in order takes a time that grows with their square.
  const unescaped = (withoutPercents(text) ?? bytes()).replaceAll(/\p{M}+/gu, '').normalize('NFKC')
  if (!rareEscapes.test(unescaped)) return unescaped
  return unescaped
    .replaceAll(mailInRow, (run) =>
      latin1(
        run
          .match(/=[0-9A-Fa-f]{2}/g)
          ?.join('')
          .replaceAll('=', ''),
      ),
    )
    .replaceAll(/&#x0*([0-9a-fA-F]{1,6});?/gi, (_, code) => character(code, 16))
    .replaceAll(/&#0*(\d{1,7});?/g, (_, code) => character(code, 10))
    .replaceAll(/&([a-z]+);/g, (entity, name) => named[name] ?? entity)
    .replaceAll(
      /(?<!\\)\\+(?:u\{0*([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))/g,
      (_, ...codes) =>
        character(
          codes.find((code) => code !== undefined),
          16,
        ),
    )
    .replaceAll(/(?<!\\)\\+([01][0-7]{2})/g, (_, code) => character(code, 8))
    .replaceAll(/(?<!\\)\\+0{0,4}([2-7][0-9a-fA-F]) ?/g, (_, code) => character(code, 16))
    .replaceAll(/(?<!\\)\\+[nrt]/g, ' ')
    .replaceAll('\\/', '/')
    .replaceAll(hexInRow, (run) => latin1(run.replaceAll(/[^0-9a-fA-F]/g, '')))
    .replaceAll(codesInRow, (run) => (run.match(/\d+/g) ?? []).map((code) => character(code, 10)).join(''))
}

const latin1 = (hex = '') => Buffer.from(hex, 'hex').toString('latin1')

function character(code: string, base: number): string {
  const point = Number.parseInt(code, base)
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : ''
}

/** A text without percent signs, where all of them encode UTF-8. */
export function withoutPercents(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
