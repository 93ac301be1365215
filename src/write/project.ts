import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { citations } from '../database/link-tables.ts'
import { formerIds } from '../database/log-tables.ts'
import { domains } from '../database/noun-tables.ts'
import { rows } from '../database/rows.ts'
import type { Noun } from '../model/noun.ts'
import {
  type Ancestors,
  citationRows,
  formerIdRows,
  linkRows,
  type Prepared,
  type Projection,
  prepare,
  recordRow,
} from '../model/projection.ts'
import { insert, upsert } from './insert-rows.ts'

// From stored documents to the rows that filters, sorts and search look at.

/** Writes the rows of all documents, in place of the rows that their records had before: of first versions there are none. */
export async function project(
  db: Database,
  projections: Projection[],
  hadRows = ({ document }: Projection) => document.version > 1,
): Promise<void> {
  const ancestors = await domainAncestors(db, projections)
  for (const [noun, group] of groupByNoun(projections.map(prepare))) {
    const first = group.filter((one) => !hadRows(one))
    await insert(db, noun.table, first.map(recordRow))
    await replace(db, noun, group.filter(hadRows))
    for (const link of noun.links)
      await insert(
        db,
        link.table,
        group.flatMap((one) => linkRows(one, link, ancestors)),
      )
    await insert(db, citations, group.flatMap(citationRows))
    await insert(db, formerIds, group.flatMap(formerIdRows))
  }
}

async function replace(db: Database, noun: Noun, again: Prepared[]): Promise<void> {
  if (again.length === 0) return
  await upsert(db, noun.table, again.map(recordRow))
  await unlink(
    db,
    noun,
    again.map(({ document }) => document.id),
  )
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

function groupByNoun(prepared: Prepared[]): Map<Noun, Prepared[]> {
  const groups = new Map<Noun, Prepared[]>()
  for (const one of prepared) {
    const group = groups.get(one.noun)
    if (group) group.push(one)
    else groups.set(one.noun, [one])
  }
  return groups
}

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
