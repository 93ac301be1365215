// XML 1.0 has no way to write most control characters and halves of pairs, not even escaped.
const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

const escapeXml = (text: string): string =>
  text
    .replaceAll(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** An element that is written out. */
export interface Element {
  xml: string
}

/** An element of XML; strings within it are text. */
export function xml(name: string, attributes: Record<string, string>, ...content: (string | Element)[]): Element {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`)
  const inner = content.map((part) => (typeof part === 'string' ? escapeXml(part) : part.xml))
  return { xml: `<${name}${written.join('')}>${inner.join('')}</${name}>` }
}

export const xmlDocument = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`
