import type { Database } from '../database/connect.ts'
import { surroundingsIn } from '../log/surroundings.ts'
import { checkRecords } from '../model/check-records.ts'
import type { Nouns } from '../model/noun.ts'
import { refusing } from '../model/run-rules.ts'
import { type Problem, ValidationProblem } from '../problems/problems.ts'
import { type Decision, type Write, written } from './write.ts'

/**
 * A record in which a refusing rule finds something is not written. The rules see the other records of the batch as
 * they will be.
 */
export async function checkRefusals(db: Database, decisions: Decision[], nouns: Nouns): Promise<Map<Write, Problem>> {
  const versions = written(decisions).map(({ write, next }) => ({ write, noun: next.noun, document: next.document }))
  const findings = await checkRecords(versions, surroundingsIn(db, nouns), refusing)
  const problems = new Map<Write, Problem>()
  for (const [at, { write }] of versions.entries()) {
    const errors = (findings[at] ?? []).map(({ pointer, why }) => ({ pointer, detail: why }))
    if (errors.length > 0) problems.set(write, new ValidationProblem(errors))
  }
  return problems
}
