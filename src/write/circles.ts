import { getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { advisoryLocks } from '../database/advisory-locks.ts'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { chainFields, circleFrom, nextIn } from '../model/circles.ts'
import type { Noun } from '../model/noun.ts'
import { type Problem, ValidationProblem } from '../problems/problems.ts'
import { type Decision, type Write, type Written, written } from './write.ts'

/** No record leads back to itself by a field that names another record of its noun. */
export async function checkCircles(db: Database, decisions: Decision[]): Promise<Map<Write, Problem>> {
  const problems = new Map<Write, Problem>()
  const all = written(decisions)
  for (const noun of new Set(all.map(({ write }) => write.noun))) {
    const ofNoun = all.filter(({ write }) => write.noun === noun)
    for (const field of chainFields(noun))
      for (const [write, problem] of await checkField(db, noun, field, ofNoun)) problems.set(write, problem)
  }
  return problems
}

async function checkField(db: Database, noun: Noun, field: string, ofNoun: Written[]): Promise<[Write, Problem][]> {
  const linking = ofNoun.filter(({ next }) => nextIn(next.document, field))
  if (linking.length === 0) return []
  const documents = new Map(ofNoun.map(({ write, next }) => [write.id, next.document]))
  const targets = linking.flatMap(({ next }) => nextIn(next.document, field) ?? [])
  // Only this batch refers to a new record, so a circle with other writers needs a change of an older one.
  if (linking.some(({ next }) => next.op !== 'create')) await lockChains(db)
  const outside = targets.filter((id) => !documents.has(id))
  const standing = outside.length > 0 ? await chains(db, noun, field, outside) : undefined
  const nextOf = (id: string) => {
    const document = documents.get(id)
    return document ? nextIn(document, field) : standing?.get(id)
  }
  return linking.flatMap(({ write }): [Write, Problem][] => {
    const violation = circleFrom(write.id, field, nextOf)
    return violation ? [[write, new ValidationProblem([violation])]] : []
  })
}

/** Two writers who each see a half of a circle would close it together. Heads are locked before, so nobody waits in a ring. */
async function lockChains(db: Database): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(${advisoryLocks.chains})`)
}

/** The records above these by a field, up to the top. */
async function chains(db: Database, noun: Noun, field: string, ids: string[]): Promise<Map<string, string | null>> {
  const { id } = noun.table
  const column = (getTableColumns(noun.table) as Record<string, PgColumn>)[field]
  const links = await rows<{ id: string; next: string | null }>(
    db,
    sql`with recursive above (id, next) as (
      select ${id}, ${column} from ${noun.table} where ${id} = any(${sql.param(ids)}::text[])
      union
      select ${id}, ${column} from above join ${noun.table} on ${id} = above.next
    )
    select id, next from above`,
  )
  return new Map(links.map(({ id, next }) => [id, next]))
}
