const named: Record<string, string> = { amp: '&', lowbar: '_', quot: '"', apos: "'", lt: '<', gt: '>' }

const rareEscapes = /&(?:#|[a-z]+;)|\\|(?:=[0-9A-Fa-f]{2}){3}/
const escapes = new RegExp(`[%\\u0080-\\uffff]|${rareEscapes.source}`)

/** A text without percent signs, entities of HTML, and escapes of JSON and of mail, once. */
export function withoutEscapes(text: string): string {
  if (!escapes.test(text)) return text
  const bytes = () => text.replaceAll(/%([0-9a-fA-F]{2})/g, (_, code) => character(code, 16))
  // No key has marks, and to put many of them in order takes a time that grows with their square.
  const unescaped = (withoutPercents(text) ?? bytes()).replaceAll(/\p{M}+/gu, '').normalize('NFKC')
  if (!rareEscapes.test(unescaped)) return unescaped
  return unescaped
    .replaceAll(/(?:=[0-9A-Fa-f]{2}){3,}/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('latin1'))
    .replaceAll(/&#x([0-9a-fA-F]{1,6});?/gi, (_, code) => character(code, 16))
    .replaceAll(/&#(\d{1,7});?/g, (_, code) => character(code, 10))
    .replaceAll(/&([a-z]+);/g, (entity, name) => named[name] ?? entity)
    .replaceAll(/(?<!\\)\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/g, (_, long, short) => character(long ?? short, 16))
    .replaceAll('\\/', '/')
}

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
