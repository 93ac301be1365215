import type { Database } from '../database/connect.ts'
import { type Problem, ValidationProblem } from '../http/problems.ts'
import { surroundingsIn } from '../log/surroundings.ts'
import { checkRecords } from '../model/check-records.ts'
import type { Nouns } from '../model/noun.ts'
import { refusing } from '../model/rules.ts'
import type { Decision, Write } from './write.ts'

/**
 * A record in which a refusing rule finds something is not written. The rules see the other records of the batch as
 * they will be.
 */
export async function checkRefusals(db: Database, decisions: Decision[], nouns: Nouns): Promise<Map<Write, Problem>> {
  const written = decisions.flatMap(({ write, problem, next }) =>
    next && !problem && next.op !== 'delete' ? [{ write, noun: write.noun, document: next.document }] : [],
  )
  const findings = await checkRecords(written, surroundingsIn(db, nouns), refusing)
  const problems = new Map<Write, Problem>()
  for (const [at, { write }] of written.entries()) {
    const errors = (findings[at] ?? []).map(({ pointer, why }) => ({ pointer, detail: why }))
    if (errors.length > 0) problems.set(write, new ValidationProblem(errors))
  }
  return problems
}
