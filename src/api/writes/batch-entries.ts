import type { z } from 'zod'
import { type Problem, ValidationProblem } from '../../http/problems.ts'
import { violationsIn } from '../../http/validation.ts'
import type { NounName } from '../../model/fields.ts'
import type { Nouns } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { nounWord } from '../../model/noun-parameter.ts'
import type { Write } from '../../write/write.ts'
import { batchEntries } from './write-schema.ts'

/** One entry of a batch: the write that it asks for, or the problem that it has. */
export interface Entry {
  noun: NounName | null
  id: string | null
  write?: Write
  problem?: Problem
}

/** Reads one entry of a batch. */
export type ReadEntry = (entry: unknown) => Entry

/** A reader of entries, whose schemas are made once. */
export function entryReader(nouns: Nouns): ReadEntry {
  const schemas = batchEntries(nouns)
  const noun = nounWord(nouns)
  return (entry) => {
    const given = asObject(entry)
    const isPut = given.op === undefined
    const violations = violationsIn(isPut ? schemas.put : schemas.delete, entry, 'body')
    if (violations.length > 0)
      return {
        noun: noun.safeParse(given.noun).data ?? null,
        id: textOrNull(isPut ? asObject(given.record).id : given.id),
        problem: new ValidationProblem(violations),
      }
    const write = isPut ? toPut(nouns, schemas.put.parse(entry)) : toDelete(nouns, schemas.delete.parse(entry))
    return { noun: write.noun.name, id: write.id, write }
  }
}

type Entries = ReturnType<typeof batchEntries>

function toPut(nouns: Nouns, { noun, record, ifVersion }: z.output<Entries['put']>): Write {
  return { noun: nounNamed(nouns, noun), id: record.id, change: { op: 'put', record }, expected: ifVersion }
}

function toDelete(nouns: Nouns, { noun, id, ifVersion }: z.output<Entries['delete']>): Write {
  return { noun: nounNamed(nouns, noun), id, change: { op: 'delete' }, expected: ifVersion }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 200) : null
}
