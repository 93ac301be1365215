import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { citations, otherReferences } from '../database/link-tables.ts'
import { formerIds } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { lineFrom } from '../model/circles.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { expandingNouns, expandsLink } from '../model/noun-list.ts'
import {
  type Ancestors,
  citationRows,
  formerIdRows,
  linkRows,
  otherReferenceRows,
  type Prepared,
  type Projection,
  prepare,
  recordRow,
} from '../model/projection.ts'
import type { NounName } from '../model/record-name.ts'
import { mapInSlices } from '../slices.ts'
import { insert, upsert } from './insert-rows.ts'
import { type Ending, keepReplaced, moveCitations, moveDeleted, moveLinks } from './past-rows.ts'

// From stored documents to the rows that filters, sorts and search look at.

/** In records: the transaction never waits for longer than it takes to make the rows of these. */
const mostAtOnce = 1_000

const hadRows = ({ version }: Projection) => version > 1

/** Writes the rows of all documents, in place of the rows that their records had before: of first versions there are none. */
export async function project(db: Database, nouns: Nouns, projections: Projection[]): Promise<void> {
  const ancestors = await treeAncestors(db, nouns, projections)
  for (let at = 0; at < projections.length; at += mostAtOnce)
    await projectSome(db, projections.slice(at, at + mostAtOnce), ancestors)
}

async function projectSome(db: Database, projections: Projection[], ancestors: Ancestors): Promise<void> {
  for (const [noun, group] of groupByNoun(await mapInSlices(projections, prepare))) {
    const first = group.filter((one) => !hadRows(one))
    await insert(db, noun.table, await mapInSlices(first, recordRow))
    await replace(db, noun, group.filter(hadRows))
    for (const link of noun.links)
      await insert(db, link.table, (await mapInSlices(group, (one) => linkRows(one, link, ancestors))).flat())
    await insert(db, citations, (await mapInSlices(group, citationRows)).flat())
    await insertOthers(db, group)
  }
}

/** Writes again what has no past. */
export async function rewriteOthers(db: Database, noun: Noun, prepared: Prepared[]): Promise<void> {
  await deleteOthers(
    db,
    noun,
    prepared.map(({ document }) => document.id),
  )
  await insertOthers(db, prepared)
}

async function insertOthers(db: Database, prepared: Prepared[]): Promise<void> {
  await insert(db, otherReferences, prepared.flatMap(otherReferenceRows))
  await insert(db, formerIds, prepared.flatMap(formerIdRows))
}

async function deleteOthers(db: Database, noun: Noun, ids: string[]): Promise<void> {
  for (const table of [otherReferences, formerIds])
    await rows(db, sql`delete from ${table} where noun = ${noun.name} and id = any(${sql.param(ids)}::text[])`)
}

async function replace(db: Database, noun: Noun, again: Prepared[]): Promise<void> {
  if (again.length === 0) return
  const endings = again.map(endingOf)
  await keepReplaced(db, noun, endings)
  await upsert(db, noun.table, await mapInSlices(again, recordRow))
  await unlink(db, noun, endings)
}

const endingOf = ({ document, versionId }: Projection): Ending => ({ id: document.id, versionId })

/** Moves the rows of deleted records to the past. */
export async function unproject(db: Database, deletions: Projection[]): Promise<void> {
  for (const [noun, group] of groupByNoun(deletions)) {
    const endings = group.map(endingOf)
    await unlink(db, noun, endings)
    await moveDeleted(db, noun, endings)
  }
}

async function unlink(db: Database, noun: Noun, endings: Ending[]): Promise<void> {
  for (const { table } of noun.links) await moveLinks(db, table, endings)
  await moveCitations(db, noun, endings)
  await deleteOthers(
    db,
    noun,
    endings.map(({ id }) => id),
  )
}

function groupByNoun<Of extends Projection>(projections: Of[]): Map<Noun, Of[]> {
  const groups = new Map<Noun, Of[]>()
  for (const one of projections) {
    const group = groups.get(one.noun)
    if (group) group.push(one)
    else groups.set(one.noun, [one])
  }
  return groups
}

async function treeAncestors(db: Database, nouns: Nouns, projections: Projection[]): Promise<Ancestors> {
  const linked = new Set(projections.flatMap(({ noun }) => noun.links.map(({ targets }) => targets)))
  const trees = new Map<NounName, Map<string, string | null>>()
  for (const noun of expandingNouns(nouns))
    if (linked.has(noun.name)) trees.set(noun.name, await parentsIn(db, noun, projections))
  return (link, target) => {
    const parents = expandsLink(nouns, link) ? trees.get(link.targets) : undefined
    return parents ? lineFrom(target, (id) => parents.get(id)) : [target]
  }
}

/** The parent of each record of a tree, as it will be when these documents are written. */
async function parentsIn(db: Database, noun: Noun, projections: Projection[]): Promise<Map<string, string | null>> {
  const { table, tree } = noun
  const standing = await rows<{ id: string; parent: string | null }>(
    db,
    sql`select ${table.id} as id, ${tree?.column} as parent from ${table}`,
  )
  const parents = new Map(standing.map(({ id, parent }) => [id, parent]))
  for (const { noun: other, document } of projections)
    if (other === noun) parents.set(document.id, noun.tree?.parentOf(document) ?? null)
  return parents
}
