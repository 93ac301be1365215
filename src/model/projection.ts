import { impliedPosition } from '../database/link-tables.ts'
import type { Row } from '../database/typed-rows.ts'
import { sortKey } from '../text/sort-key.ts'
import { dateLexemes, idLexeme, initialsLexemes, searchColumns } from '../text/vector.ts'
import { keysBesideNames } from './check-records.ts'
import type { LinkItem } from './declaration.ts'
import type { Noun } from './noun.ts'
import { undated } from './partial-date.ts'
import { plain } from './readable.ts'
import type { RecordDocument } from './record-document.ts'
import { type NounName, nameOf } from './record-name.ts'
import type { Reference } from './references.ts'

/** A document of the log and the version that it is. */
export interface Projection {
  noun: Noun
  document: RecordDocument
  version: number
  versionId: number
}

/** A document with what more than one of its rows is made of. */
export interface Prepared extends Projection {
  columns: Record<string, unknown>
  references: Reference[]
}

/** The target of a link and, where filters by it expand a tree, all that stand above it, from the nearest. */
export type Ancestors = (link: Noun['links'][number], target: string) => string[]

export function prepare(projection: Projection): Prepared {
  const { noun, document } = projection
  return { ...projection, columns: noun.columns(document), references: noun.referencesIn(document) }
}

export function recordRow({ noun, document, versionId, columns, references }: Prepared): Row {
  const [label, texts] = [noun.label(document), noun.texts(document)]
  return {
    id: document.id,
    versionId,
    label: sortKey(plain({ language: 'en' }, label, document.id)),
    contested: document.alternatives !== undefined,
    ...searchColumns(texts, [
      ...referenceTokens(references),
      ...(noun.date ? dateLexemes(noun.date(document) ?? undated.slice(0, 4)) : []),
      ...[document.id, ...(document.formerIds ?? [])].map(idLexeme),
      ...keysBesideNames(noun, document),
      ...(noun.namedInSearch ? initialsLexemes(texts) : []),
    ]),
    ...columns,
  }
}

/** A lexeme for each record that a document refers to, so that a search for that record's name finds the document. */
function referenceTokens(references: Reference[]): string[] {
  const tokens = references.filter(({ cites }) => !cites).map(({ noun, id }) => referenceToken(noun, id))
  return [...new Set(tokens)]
}

export function referenceToken(noun: NounName, id: string): string {
  return `${noun}:${id}`
}

/** The references of a document that are in neither its links nor the columns of its noun's table. */
export function otherReferenceRows({ noun, document, columns, references }: Prepared): Row[] {
  const held = new Set(
    noun.links.flatMap((link) => link.of(document).map((item) => nameOf({ noun: link.targets, id: targetOf(item) }))),
  )
  const others = new Map<string, Row>()
  for (const { noun: targets, id: target, cites, pointer } of references) {
    const name = nameOf({ noun: targets, id: target })
    if (cites || held.has(name) || columns[pointer.slice(1)] === target) continue
    others.set(name, { noun: noun.name, id: document.id, targets, target })
  }
  return [...others.values()]
}

const targetOf = (item: string | LinkItem) => (typeof item === 'string' ? item : item.target)

export function linkRows(
  { document, versionId, columns }: Prepared,
  link: Noun['links'][number],
  ancestors: Ancestors,
): Row[] {
  const owner = document.id
  const onDate = columns.onDate ?? undated
  const rowOf = ({ target, side = '', from = null, to = null }: LinkItem, position: number): Row => {
    const stated = position !== impliedPosition
    return { owner, target, side, stated, position, fromDay: from, toDay: to, onDate, versionId, sinceId: null }
  }
  const items = link.of(document).map((item) => (typeof item === 'string' ? { target: item } : item))
  const stated = new Set(items.map(({ target }) => target))
  const above = new Set([...stated].flatMap((id) => ancestors(link, id)))
  const implied = [...above].filter((target) => !stated.has(target))
  return [...items.map(rowOf), ...implied.map((target) => rowOf({ target }, impliedPosition))]
}

export function citationRows({ noun, document, versionId, references }: Prepared): Row[] {
  return references
    .filter(({ cites }) => cites)
    .map(({ pointer, id, holder }) => {
      const parent = pointer.slice(0, pointer.lastIndexOf('/'))
      const citation = holder as { locator?: string; fields?: string[]; note?: string }
      const within = parent.startsWith('/citations/') ? citation.fields : [parent.slice(0, parent.lastIndexOf('/'))]
      const { locator = null, note = null } = citation
      const fields = within ?? null
      return { noun: noun.name, id: document.id, pointer: parent, source: id, locator, fields, note, versionId }
    })
}

export function formerIdRows({ noun, document }: Projection): Row[] {
  return (document.formerIds ?? []).map((formerId) => ({ noun: noun.name, formerId, id: document.id }))
}
