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
const tagOf = (names: string) => new RegExp(`</?(?:${names})(?:\\s[^<>]{0,200})?/?>`, 'gi')
/** Tags that may stand within a word, and those that part words. */
const tagWithin = tagOf(
  'a|abbr|b|bdi|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|time|u|var|wbr',
)
const tagBetween = tagOf(
  'address|article|aside|blockquote|body|br|button|caption|center|d[dlt]|div|fig(?:caption|ure)|footer|h[1-6r]|head(?:er)?|html|img|input|label|legend|li|main|nav|[ou]l|option|p|pre|section|select|summary|table|t(?:body|[dhr]|head|itle)',
)
/** A link or a note of Markdown: `[name](https://…)`, `[name](https://… "title")`, `[^3]`. */
const link = /!?\[([^[\]]+)\]\((?:(?:https?:\/\/|\/|#)[^()\s]*(?: "[^"]{0,200}")?)?\)/g
const note = /\[\^[\p{L}\p{N}-]+\]/gu
const escaped = /%[\da-f]{2}/i
/** A character as JSON and scripts may have it: `\u6caa`. */
const scripted = /\\u([\da-f]{4})/gi

/** The text as its reader would see it: without tags and addresses, and with its references and escapes resolved. */
export function asPrinted(text: string): string {
  // An address within an address is escaped twice.
  const whole = unescaped(unescaped(text)).replace(/&amp;(?=#?\w{2,7};)/gi, '&')
  const read = whole.replace(scripted, (all, code: string) => characterOf(Number.parseInt(code, 16)) ?? all)
  const bare = read
    .replace(link, '$1')
    .replace(note, '')
    .replace(tagWithin, '')
    .replace(tagBetween, ' ')
    .replace(/_/g, ' ')
  return bare.replace(reference, (all, decimal: string, hex: string, name: string) => {
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
    return (name ? named[name.toLowerCase()] : characterOf(code)) ?? all
  })
}

/** An id, by itself or at the end of an address of its record. */
const id = /^\s*(?:(?:https?:\/)?\/\S*\/)?([a-z\d][a-z\d-]{0,99})\/?(?:[?#]\S*)?\s*$/i

export const idIn = (text: string): string | undefined => id.exec(text)?.[1]?.toLowerCase()

/** The last part of an address, or of where a file lies. */
const place = /^(?:https?:\/\/|[a-z]:\\|~?\/|\\\\)[^\n]*[/\\]([^/\\\n]+)[/\\]?$/i

/** The name that an address or a path gives to a page or a file: often that of what it is about. What may be an id, in small letters, is one. */
export function fileIn(text: string): string | undefined {
  const [, last = ''] = place.exec(text.trim()) ?? []
  const file = last.replace(/[?#].*$/, '')
  return /^[a-z\d-]*$/.test(file) ? undefined : asPrinted(file).replace(/\+/g, ' ')
}

const characterOf = (code: number) =>
  code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined

function unescaped(text: string): string {
  if (!escaped.test(text)) return text
  try {
    const read = decodeURIComponent(text)
    return /\p{Cc}/u.test(read) ? text : read
  } catch {
    return text
  }
}
