// Text that was copied from the source of a page, or from an address, instead of from the page itself.

const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  emsp: ' ',
  ensp: ' ',
  gt: '>',
  hellip: '…',
  laquo: '«',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  middot: '·',
  nbsp: ' ',
  ndash: '–',
  quot: '"',
  raquo: '»',
  rdquo: '”',
  rsquo: '’',
  shy: '\u00ad',
  thinsp: ' ',
}
const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi
const tag =
  /<\/?(?:a|b|br|d[dlt]|div|em|font|h[1-6]|i|li|[ou]l|p|span|strong|su[bp]|t[dhr]|table|u)(?:\s[^<>]{0,200})?\/?>/gi
/** A link or a note of Markdown: `[name](https://…)`, `[^3]`. */
const link = /!?\[([^[\]]+)\]\((?:(?:https?:\/\/|\/|#)[^()\s]*)?\)/g
const note = /\[\^[\p{L}\p{N}-]+\]/gu
const escaped = /%[\da-f]{2}/i

/** The text as its reader would see it: without tags and addresses, and with its references and escapes resolved. */
export function asPrinted(text: string): string {
  // An address within an address is escaped twice.
  const whole = unescaped(unescaped(text)).replace(/&amp;(?=#?\w{2,7};)/gi, '&')
  const bare = whole.replace(link, '$1').replace(note, '').replace(tag, ' ')
  return bare.replace(reference, (all, decimal: string, hex: string, name: string) => {
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
    return name ? (named[name.toLowerCase()] ?? all) : isCharacter(code) ? String.fromCodePoint(code) : all
  })
}

/** An id, by itself or at the end of an address of its record. */
const id = /^\s*(?:(?:https?:\/)?\/\S*\/)?([a-z\d][a-z\d-]{0,99})\/?(?:[?#]\S*)?\s*$/i

export const idIn = (text: string): string | undefined => id.exec(text)?.[1]?.toLowerCase()

const isCharacter = (code: number) => code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)

function unescaped(text: string): string {
  if (!escaped.test(text)) return text
  try {
    const read = decodeURIComponent(text)
    return /\p{Cc}/u.test(read) ? text : read
  } catch {
    return text
  }
}
