import { type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { citations, otherReferences } from '../database/link-tables.ts'
import { formerIds } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { recordPath } from '../http/api-address.ts'
import { texts } from '../language/texts.ts'
import { absent, noRecord, standing } from '../log/standing.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { isCited } from '../model/noun-list.ts'
import { type NounName, nameOf, type RecordName } from '../model/record-name.ts'
import type { Reference } from '../model/references.ts'
import { Problem, ValidationProblem, type Violation } from '../problems/problems.ts'
import { type Decision, nameOfWrite, type Write, written } from './write.ts'

// The rules between records. Each writer is told by name what is missing or in the way. The results stay valid until
// the commit: the heads of the written records are locked, and a transaction that deletes runs alone.

type Problems = Map<Write, Problem>

function deletions(decisions: Decision[]): Decision[] {
  return decisions.filter(({ problem, next }) => !problem && next?.op === 'delete')
}

/** Each id that a document refers to names a record that stands, or one that comes in the same batch and may be written. */
export async function checkReferences(db: Database, decisions: Decision[]): Promise<Problems> {
  const leaving = new Set(deletions(decisions).map(({ write }) => nameOfWrite(write)))
  const arriving = new Set(written(decisions).map(({ write }) => nameOfWrite(write)))
  const referring = written(decisions).flatMap(({ write, next }) => {
    const references = write.noun.referencesIn(next.document)
    const named = references.map((reference) => ({ reference, target: nameOf(reference) }))
    return named.length > 0 ? [{ write, name: nameOfWrite(write), named }] : []
  })
  const targets = new Map(referring.flatMap(({ named }) => named.map(({ target, reference }) => [target, reference])))
  const missing = await absent(db, [...targets.values()])
  const isThere = (name: string) => arriving.has(name) || !(missing.has(name) || leaving.has(name))
  const problems: Problems = new Map()
  // A record that cannot be written may be what another refers to, so look until no more fail.
  for (let before = -1; before < problems.size; ) {
    before = problems.size
    for (const { write, name, named } of referring) {
      if (problems.has(write)) continue
      const errors = named.filter(({ target }) => !isThere(target)).map(({ reference }) => missingRecord(reference))
      if (errors.length === 0) continue
      problems.set(write, new ValidationProblem(errors))
      arriving.delete(name)
    }
  }
  return problems
}

function missingRecord({ noun, id, pointer }: Reference): Violation {
  return { pointer, detail: noRecord(noun, id) }
}

const isFormer = (former: string, id: string) =>
  texts(`"${former}" is a former id of "${id}".`, `「${former}」是「${id}」的舊 id。`, `“${former}”是“${id}”的旧 id。`)

const stands = (id: string) =>
  texts(`"${id}" is the id of a record that stands.`, `「${id}」是現有記錄的 id。`, `“${id}”是现有记录的 id。`)

/** An id is given once: no record takes an id that another had before, and no former id is one that still lives. */
export async function checkFormerIds(db: Database, decisions: Decision[]): Promise<Problems> {
  const creating = written(decisions).filter(({ next }) => next.op === 'create' || next.op === 'restore')
  const claiming = written(decisions).filter(({ next }) => next.document.formerIds)
  if (creating.length === 0 && claiming.length === 0) return new Map()
  const created = creating.map(({ write }) => ({ noun: write.noun.name, id: write.id }))
  const claimed = claiming.flatMap(({ write, next }) =>
    (next.document.formerIds ?? []).map((id) => ({ noun: write.noun.name, id })),
  )
  const holders = await formerIdHolders(db, [...created, ...claimed])
  const living = await standing(db, claimed)
  for (const { write } of creating) living.add(nameOfWrite(write))
  for (const { write } of deletions(decisions)) living.delete(nameOfWrite(write))
  const problems: Problems = new Map()
  for (const { write } of creating) {
    const holder = holders.get(nameOfWrite(write))
    if (holder) problems.set(write, new Problem('conflict', isFormer(write.id, holder)))
  }
  for (const { write, next } of claiming) {
    const errors = (next.document.formerIds ?? []).flatMap((former, index): Violation[] => {
      const key = nameOfWrite({ noun: write.noun, id: former })
      const holder = holders.get(key)
      const pointer = `/formerIds/${index}`
      if (living.has(key)) return [{ pointer, detail: stands(former) }]
      if (holder && holder !== write.id) return [{ pointer, detail: isFormer(former, holder) }]
      holders.set(key, write.id)
      return []
    })
    if (errors.length > 0) problems.set(write, new ValidationProblem(errors))
  }
  return problems
}

async function formerIdHolders(db: Database, names: { noun: NounName; id: string }[]): Promise<Map<string, string>> {
  const holders = await rows<{ noun: NounName; formerId: string; id: string }>(
    db,
    sql`
    select former.noun, former.former_id as "formerId", former.id from ${formerIds} former
    join json_to_recordset(${JSON.stringify(names)}::json) as named (noun text, id text)
      on named.noun = former.noun and named.id = former.former_id`,
  )
  return new Map(holders.map(({ noun, formerId, id }) => [nameOf({ noun, id: formerId }), id]))
}

/** A record that others refer to is not deleted, unless they are deleted or rewritten in the same batch. */
export async function checkDeletions(db: Database, decisions: Decision[], nouns: Nouns): Promise<Problems> {
  const inBatch = decisions
    .filter(({ next, problem }) => next && !problem)
    .map(({ write }) => ({ noun: write.noun.name, id: write.id }))
  const problems: Problems = new Map()
  const leaving = deletions(decisions).map(({ write }) => write)
  for (const noun of new Set(leaving.map((write) => write.noun))) {
    const writes = leaving.filter((write) => write.noun === noun)
    const ids = writes.map(({ id }) => id)
    const referrers = await referrersOf(db, nouns, noun, ids, inBatch)
    for (const write of writes) {
      const referring = referrers.filter(({ target }) => target === write.id)
      if (referring.length > 0) problems.set(write, blocked(write, referring))
    }
  }
  return problems
}

function blocked({ noun, id }: Write, referrers: RecordName[]): Problem {
  const { length } = referrers
  const [count, verb] = length === 1 ? ['1 other record', 'refers'] : [`${length} other records`, 'refer']
  const named = referrers.slice(0, 3).map(nameOf)
  const first = `${named.join(', ')}${length > 3 ? ', …' : ''}`
  const isLeast = length === mostNamed
  const { singular } = noun.names
  const detail = texts(
    `${isLeast ? 'At least ' : ''}${count} ${verb} to the ${singular.en.toLowerCase()} "${id}": ${first}.`,
    `${isLeast ? '最少' : ''}有 ${length} 項其他記錄引用${singular['zh-Hant']}「${id}」：${first}。`,
    `${isLeast ? '最少' : ''}有 ${length} 项其他记录引用${singular['zh-Hans']}“${id}”：${first}。`,
  )
  return new Problem('conflict', detail, {
    references: referrers.map((referrer) => recordPath(referrer.noun, referrer.id)),
  })
}

const mostNamed = 100

/** The records that refer to any of these, but for those in the batch; at most 100 of each. */
async function referrersOf(
  db: Database,
  nouns: Nouns,
  target: Noun,
  ids: string[],
  inBatch: { noun: NounName; id: string }[],
): Promise<(RecordName & { target: string })[]> {
  const anyOfThem = sql`any(${sql.param(ids)}::text[])`
  const queries = [...nouns.values()].flatMap((noun): SQL[] => [
    ...noun.links
      .filter(({ targets }) => targets === target.name)
      .map(
        ({ table }) =>
          sql`select target, ${noun.name}::text as noun, owner as id from ${table} where target = ${anyOfThem} and stated`,
      ),
    ...referenceColumns(noun, target).map(
      (column) => sql`select ${column}, ${noun.name}::text, id from ${noun.table} where ${column} = ${anyOfThem}`,
    ),
  ])
  queries.push(
    sql`select target, noun, id from ${otherReferences} where targets = ${target.name} and target = ${anyOfThem}`,
  )
  if (isCited(nouns, target.name))
    queries.push(sql`select source, noun, id from ${citations} where source = ${anyOfThem}`)
  return rows(
    db,
    sql`select target, noun, id from (
      select target, noun, id, row_number() over (partition by target order by noun, id) as ordinal
      from (${sql.join(queries, sql` union `)}) as referrer (target, noun, id)
      where not exists (
        select from json_to_recordset(${JSON.stringify(inBatch)}::json) as batch (noun text, id text)
        where batch.noun = referrer.noun and batch.id = referrer.id)
    ) numbered where ordinal <= ${mostNamed} order by target, ordinal`,
  )
}

/** The columns of a noun's table that hold ids of the target noun. */
function referenceColumns(noun: Noun, target: Noun): PgColumn[] {
  return getTableConfig(noun.table).foreignKeys.flatMap((key) => {
    const { columns, foreignTable } = key.reference()
    return foreignTable === target.table ? (columns as PgColumn[]) : []
  })
}
