import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { citations, domains, formerIds } from '../database/tables.ts'
import { searchColumns, yearLexeme } from '../search/vector.ts'
import type { NounName } from './fields.ts'
import type { Noun, StoredDocument } from './noun.ts'
import { undated } from './partial-date.ts'
import { findReferences } from './references.ts'

// From stored documents to the rows that filters, sorts and search look at. Rows travel as one JSON text, so that a
// statement is the same for one record and for thousands.

/** A document of the log and its place there. */
export interface Projection {
  noun: Noun
  document: StoredDocument
  versionId: number
}

type Row = Record<string, unknown>

/** Writes the rows of all documents, in place of the rows that their records had before: of first versions there are none. */
export async function project(
  db: Database,
  projections: Projection[],
  hadRows = ({ document }: Projection) => document.version > 1,
): Promise<void> {
  const ancestors = await domainAncestors(db, projections)
  for (const [noun, group] of groupByNoun(projections)) {
    await upsert(
      db,
      noun.table,
      group.map((projection) => recordRow(projection)),
    )
    const again = group.filter(hadRows).map(({ document }) => document.id)
    if (again.length > 0) await unlink(db, noun, again)
    for (const link of noun.links)
      await insert(
        db,
        link.table,
        group.flatMap((projection) => linkRows(projection, link, ancestors)),
      )
    await insert(db, citations, group.flatMap(citationRows))
    await insert(db, formerIds, group.flatMap(formerIdRows))
  }
}

/** Takes the rows of deleted records away. Former ids stay: a deleted record still answers by them. */
export async function unproject(db: Database, noun: Noun, ids: string[]): Promise<void> {
  await unlink(db, noun, ids)
  await rows(db, sql`delete from ${noun.table} where id = any(${sql.param(ids)}::text[])`)
}

async function unlink(db: Database, noun: Noun, ids: string[]): Promise<void> {
  const owners = sql`any(${sql.param(ids)}::text[])`
  for (const { table } of noun.links) await rows(db, sql`delete from ${table} where owner = ${owners}`)
  for (const table of [citations, formerIds])
    await rows(db, sql`delete from ${table} where noun = ${noun.name} and id = ${owners}`)
}

function groupByNoun(projections: Projection[]): Map<Noun, Projection[]> {
  const groups = new Map<Noun, Projection[]>()
  for (const projection of projections) {
    const group = groups.get(projection.noun)
    if (group) group.push(projection)
    else groups.set(projection.noun, [projection])
  }
  return groups
}

function recordRow({ noun, document, versionId }: Projection): Row {
  const label = noun.label(document)
  const columns = noun.columns(document)
  const yearLexemes = typeof columns.onDate === 'string' ? [yearLexeme(columns.onDate)] : []
  return {
    id: document.id,
    versionId,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
    label: label.en ?? label['zh-Hant'] ?? label['zh-Hans'] ?? document.id,
    ...searchColumns(noun.texts(document), [...referenceTokens(noun, document), ...yearLexemes]),
    ...columns,
  }
}

/** A lexeme for each record that a document refers to, so that a search for that record's name finds the document. */
function referenceTokens(noun: Noun, document: StoredDocument): string[] {
  const tokens = findReferences(noun.schema, document)
    .filter((reference) => reference.noun !== 'sources')
    .map(({ noun, id }) => referenceToken(noun, id))
  return [...new Set(tokens)]
}

export function referenceToken(noun: NounName, id: string): string {
  return `${noun}:${id}`
}

function linkRows({ noun, document }: Projection, link: Noun['links'][number], ancestors: Ancestors): Row[] {
  const onDate = noun.columns(document).onDate ?? undated
  const stated = link.of(document).map((item) => (typeof item === 'string' ? { target: item, side: '' } : item))
  const direct = new Set(stated.map(({ target }) => target))
  const implied =
    link.targets === 'domains'
      ? stated.flatMap(({ target }) => ancestors(target)).filter((domain) => !direct.has(domain))
      : []
  const unique = new Map(stated.map((item) => [`${item.target} ${item.side}`, { ...item, stated: true }]))
  for (const target of implied) unique.set(`${target} `, { target, side: '', stated: false })
  return [...unique.values()].map((item) => ({ owner: document.id, onDate, ...item }))
}

function citationRows({ noun, document }: Projection): Row[] {
  return findReferences(noun.schema, document)
    .filter((reference) => reference.noun === 'sources')
    .map(({ pointer, id }) => {
      const place = pointer.slice(0, pointer.lastIndexOf('/'))
      const citation = at(document, place) as { locator?: string; fields?: string[]; note?: string }
      const within = place.startsWith('/citations/') ? citation.fields : [place.slice(0, place.lastIndexOf('/'))]
      const { locator = null, note = null } = citation
      return { noun: noun.name, id: document.id, pointer: place, source: id, locator, fields: within ?? null, note }
    })
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => (value as Row)[step], document)
}

function formerIdRows({ noun, document }: Projection): Row[] {
  return (document.formerIds ?? []).map((formerId) => ({ noun: noun.name, formerId, id: document.id }))
}

/** A domain and all that stand above it, from the nearest. */
type Ancestors = (domain: string) => string[]

async function domainAncestors(db: Database, projections: Projection[]): Promise<Ancestors> {
  const parents = new Map<string, string | null>()
  if (projections.some(({ noun }) => noun.links.some(({ targets }) => targets === 'domains')))
    for (const { id, parent } of await rows<{ id: string; parent: string | null }>(
      db,
      sql`select id, parent from ${domains}`,
    ))
      parents.set(id, parent)
  for (const { noun, document } of projections)
    if (noun.name === 'domains') parents.set(document.id, document.parent as string | null)
  return (domain) => {
    const chain = [domain]
    for (let parent = parents.get(domain); parent && !chain.includes(parent); parent = parents.get(parent))
      chain.push(parent)
    return chain
  }
}

async function insert(db: Database, table: PgTable, values: Row[]): Promise<void> {
  if (values.length > 0) await rows(db, insertion(table, values))
}

async function upsert(db: Database, table: PgTable, values: Row[]): Promise<void> {
  const rest = Object.values(getTableColumns(table)).filter((column) => column.name !== 'id')
  const assignments = rest.map(
    (column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`,
  )
  await rows(db, sql`${insertion(table, values)} on conflict (id) do update set ${sql.join(assignments, sql`, `)}`)
}

function insertion(table: PgTable, values: Row[]): SQL {
  const columns = Object.entries(getTableColumns(table))
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  const json = JSON.stringify(
    values.map((row) => Object.fromEntries(columns.map(([name, column]) => [column.name, row[name]]))),
  )
  const name = sql.identifier(getTableName(table))
  return sql`insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${name}, ${json}::json)`
}
