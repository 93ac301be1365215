import { createHash } from 'node:crypto'
import { mediaType } from '../http/media-types.ts'
import { recordLicence } from './licence.ts'
import { type Element, xml, xmlDocument } from './xml.ts'

export interface FeedEntry {
  /** A permanent name for the subject of the entry, independent of the address of the service. */
  name: string
  title: string
  updated: string
  /** The page that it leads to. */
  address: string
  summary: string
}

export interface Feed {
  /** A permanent name for the subject of the feed. */
  name: string
  language: string
  title: string
  author: string
  /** The addresses of the feed itself, of what shows the same in another form, and of the entries after these. */
  self: string
  other: { address: string; type: string }
  next?: string
  entries: FeedEntry[]
}

const atomType = mediaType('atom')

/** A feed without entries has not changed since a day before there were any. */
const beforeAll = '2000-01-01T00:00:00Z'

/** A feed in Atom (RFC 4287), with pages after RFC 5005. */
export function atomFeed({ name, language, title, author, self, other, next, entries }: Feed): string {
  const updated = [beforeAll, ...entries.map((entry) => entry.updated)].sort().at(-1) ?? beforeAll
  const link = (rel: string, href: string, type: string) => xml('link', { rel, href, type })
  return xmlDocument(
    xml(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language },
      xml('id', {}, identifierOf(name)),
      xml('title', {}, title),
      xml('updated', {}, updated),
      xml('author', {}, xml('name', {}, author)),
      xml('rights', {}, `${recordLicence.name}, ${recordLicence.url}`),
      link('license', recordLicence.url, 'text/html'),
      link('self', self, atomType),
      link('alternate', other.address, other.type),
      ...(next ? [link('next', next, atomType)] : []),
      ...entries.map(toElement),
    ),
  )
}

const toElement = ({ name, title, updated, address, summary }: FeedEntry): Element =>
  xml(
    'entry',
    {},
    xml('id', {}, identifierOf(name)),
    xml('title', {}, title),
    xml('updated', {}, updated),
    xml('link', { rel: 'alternate', href: address, type: 'text/html' }),
    xml('summary', {}, summary),
  )

/** A UUID of version 8 made from a name, so that an entry keeps its id under another address of the service. */
function identifierOf(name: string): string {
  const hash = createHash('sha256').update(`regional-cooperation-registry/${name}`).digest('hex')
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `${variant}${hash.slice(17, 20)}`]
  return `urn:uuid:${[...parts, hash.slice(20, 32)].join('-')}`
}
