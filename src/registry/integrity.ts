import { type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { citations, formerIds } from '../database/tables.ts'
import { Conflict, type Problem, ValidationProblem, type Violation } from '../http/problems.ts'
import type { Decision } from './decide.ts'
import type { NounName } from './fields.ts'
import type { Noun } from './noun.ts'
import { findReferences } from './references.ts'
import type { Nouns, Write } from './save.ts'
import { nameOf, standing } from './standing.ts'

// What must hold between records. Foreign keys have the last word at commit; these checks come before, to tell each
// writer by name what is missing or in the way.

type Problems = Map<Write, Problem>

function live(decisions: Decision[]): Decision[] {
  return decisions.filter(({ problem, op }) => !problem && op !== 'delete')
}

/** Each id that a document refers to names a record that stands, or one that comes in the same batch. */
export async function checkReferences(db: Database, decisions: Decision[]): Promise<Problems> {
  const leaving = new Set(
    decisions.filter(({ op }) => op === 'delete').map(({ write }) => nameOf({ noun: write.noun.name, id: write.id })),
  )
  const arriving = new Set(live(decisions).map(({ write }) => nameOf({ noun: write.noun.name, id: write.id })))
  const wanted = live(decisions).flatMap(({ write, document }) =>
    document
      ? findReferences(write.noun.schema, document).map((reference) => ({
          write,
          ...reference,
          key: nameOf(reference),
        }))
      : [],
  )
  const outside = new Map(
    wanted.filter(({ key }) => !arriving.has(key)).map(({ key, noun, id }) => [key, { noun, id }]),
  )
  const found = await standing(db, [...outside.values()])
  const problems = new Map<Write, Violation[]>()
  for (const { write, key, noun, id, pointer } of wanted) {
    if (arriving.has(key) || (found.has(key) && !leaving.has(key))) continue
    const violations = problems.get(write) ?? []
    violations.push({ pointer, detail: `No record under /v1/${noun} has the id "${id}".` })
    problems.set(write, violations)
  }
  return new Map([...problems].map(([write, errors]) => [write, new ValidationProblem(errors)]))
}

/** An id is given once: no record takes an id that another had before, and no former id is one that still lives. */
export async function checkFormerIds(db: Database, decisions: Decision[]): Promise<Problems> {
  const creating = decisions.filter(({ op }) => op === 'create')
  const claiming = live(decisions).filter(({ document }) => document?.formerIds)
  if (creating.length === 0 && claiming.length === 0) return new Map()
  const names = [
    ...creating.map(({ write }) => ({ noun: write.noun.name, id: write.id })),
    ...claiming.flatMap(({ write, document }) =>
      (document?.formerIds ?? []).map((id) => ({ noun: write.noun.name, id })),
    ),
  ]
  const holders = await formerIdHolders(db, names)
  const living = await standing(db, names)
  for (const { write } of creating) living.add(nameOf({ noun: write.noun.name, id: write.id }))
  for (const { write, op } of decisions)
    if (op === 'delete') living.delete(nameOf({ noun: write.noun.name, id: write.id }))
  const problems: Problems = new Map()
  for (const { write } of creating) {
    const holder = holders.get(nameOf({ noun: write.noun.name, id: write.id }))
    if (holder) problems.set(write, new Conflict(`"${write.id}" is a former id of ${write.noun.singular} "${holder}".`))
  }
  for (const { write, document } of claiming) {
    const errors = (document?.formerIds ?? []).flatMap((former, index): Violation[] => {
      const key = nameOf({ noun: write.noun.name, id: former })
      const holder = holders.get(key)
      const pointer = `/formerIds/${index}`
      if (living.has(key)) return [{ pointer, detail: `"${former}" is the id of a record that stands.` }]
      if (holder && holder !== write.id) return [{ pointer, detail: `"${former}" is a former id of "${holder}".` }]
      holders.set(key, write.id)
      return []
    })
    if (errors.length > 0) problems.set(write, new ValidationProblem(errors))
  }
  return problems
}

async function formerIdHolders(db: Database, names: { noun: NounName; id: string }[]): Promise<Map<string, string>> {
  const found = await rows<{ noun: NounName; formerId: string; id: string }>(
    db,
    sql`
    select former.noun, former.former_id as "formerId", former.id from ${formerIds} former
    join json_to_recordset(${JSON.stringify(names)}::json) as wanted (noun text, id text)
      on wanted.noun = former.noun and wanted.id = former.former_id`,
  )
  return new Map(found.map(({ noun, formerId, id }) => [nameOf({ noun, id: formerId }), id]))
}

/** A record that others refer to is not deleted, unless they are deleted or rewritten in the same batch. */
export async function checkDeletions(db: Database, decisions: Decision[], nouns: Nouns): Promise<Problems> {
  const inBatch = new Set(
    decisions.filter(({ document }) => document).map(({ write }) => nameOf({ noun: write.noun.name, id: write.id })),
  )
  const problems: Problems = new Map()
  for (const { write, op } of decisions) {
    if (op !== 'delete') continue
    const referrers = (await referrersOf(db, nouns, write.noun, write.id)).filter(
      (referrer) => !inBatch.has(nameOf(referrer)),
    )
    if (referrers.length === 0) continue
    const references = referrers.map(({ noun, id }) => `/v1/${noun}/${id}`)
    const detail = `${references.length === 100 ? 'At least 100' : references.length} other records refer to ${write.noun.singular} "${write.id}".`
    problems.set(write, new Conflict(detail, { references }))
  }
  return problems
}

/** The records that refer to a record, at most 100 of them. */
export async function referrersOf(
  db: Database,
  nouns: Nouns,
  target: Noun,
  id: string,
): Promise<{ noun: NounName; id: string }[]> {
  const queries = [...nouns.values()].flatMap((noun): SQL[] => [
    ...noun.links
      .filter(({ targets }) => targets === target.name)
      .map(
        ({ table }) =>
          sql`select ${noun.name}::text as noun, owner as id from ${table} where target = ${id} and stated`,
      ),
    ...referenceColumns(noun, target).map(
      (column) => sql`select ${noun.name}::text, id from ${noun.table} where ${column} = ${id}`,
    ),
  ])
  if (target.name === 'sources') queries.push(sql`select noun, id from ${citations} where source = ${id}`)
  if (queries.length === 0) return []
  const self = sql`(noun, id) <> (${target.name}, ${id})`
  return rows(
    db,
    sql`select distinct noun, id from (${sql.join(queries, sql` union all `)}) referrers where ${self} order by noun, id limit 100`,
  )
}

/** The columns of a noun's table that hold ids of the target noun. */
function referenceColumns(noun: Noun, target: Noun): PgColumn[] {
  return getTableConfig(noun.table).foreignKeys.flatMap((key) => {
    const { columns, foreignTable } = key.reference()
    return foreignTable === target.table ? (columns as PgColumn[]) : []
  })
}
