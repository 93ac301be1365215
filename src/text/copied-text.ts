// Text that was copied from the source of a page, or from an address, instead of from the page itself.

const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  emsp: ' ',
  ensp: ' ',
  gt: '>',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  middot: '·',
  nbsp: ' ',
  ndash: '–',
  quot: '"',
  rdquo: '”',
  rsquo: '’',
  shy: '\u00ad',
  thinsp: ' ',
}
const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi
const tag = /<\/?(?:a|b|br|div|em|font|i|li|p|span|strong|sub|sup|td|u)(?:\s[^<>]{0,200})?\/?>/gi
const escaped = /%[\da-f]{2}/i

/** The text as its reader would see it: without tags, and with its references and escapes resolved. */
export function asPrinted(text: string): string {
  const whole = (escaped.test(text) ? unescaped(text) : text).replace(/&amp;(?=#?\w{2,7};)/gi, '&')
  return whole.replace(tag, ' ').replace(reference, (all, decimal: string, hex: string, name: string) => {
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
    return name ? (named[name.toLowerCase()] ?? all) : isCharacter(code) ? String.fromCodePoint(code) : all
  })
}

/** An id, by itself or at the end of an address of its record. */
const id = /^\s*(?:(?:https?:\/)?\/\S*\/)?([a-z\d][a-z\d-]{0,99})\/?(?:[?#]\S*)?\s*$/i

export const idIn = (text: string): string | undefined => id.exec(text)?.[1]?.toLowerCase()

const isCharacter = (code: number) => code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)

function unescaped(text: string): string {
  try {
    const read = decodeURIComponent(text)
    return /\p{Cc}/u.test(read) ? text : read
  } catch {
    return text
  }
}
