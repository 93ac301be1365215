import type { z } from 'zod'
import { isJsonObject } from '../../json/json-object.ts'
import type { Nouns } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { nounWord } from '../../model/noun-parameter.ts'
import type { NounName } from '../../model/record-name.ts'
import { type Problem, ValidationProblem, type Violation } from '../../problems/problems.ts'
import { parsed } from '../../problems/validation.ts'
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
    const refuse = (id: unknown, violations: Violation[]): Entry => ({
      noun: noun.safeParse(given.noun).data ?? null,
      id: textOrNull(id),
      problem: new ValidationProblem(violations),
    })
    if (given.op === undefined) {
      const put = parsed(schemas.put, entry, 'body')
      return put.violations ? refuse(asObject(given.record).id, put.violations) : take(toPut(nouns, put.data))
    }
    const deletion = parsed(schemas.delete, entry, 'body')
    return deletion.violations ? refuse(given.id, deletion.violations) : take(toDelete(nouns, deletion.data))
  }
}

const take = (write: Write): Entry => ({ noun: write.noun.name, id: write.id, write })

type Entries = ReturnType<typeof batchEntries>

function toPut(nouns: Nouns, { noun, record, ifVersion }: z.output<Entries['put']>): Write {
  return { noun: nounNamed(nouns, noun), id: record.id, change: { op: 'put', record }, expected: ifVersion }
}

function toDelete(nouns: Nouns, { noun, id, ifVersion }: z.output<Entries['delete']>): Write {
  return { noun: nounNamed(nouns, noun), id, change: { op: 'delete' }, expected: ifVersion }
}

function asObject(value: unknown): Record<string, unknown> {
  return isJsonObject(value) ? value : {}
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 200) : null
}
