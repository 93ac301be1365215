import { type Problem, ValidationProblem } from '../../http/problems.ts'
import { violationsIn } from '../../http/validation.ts'
import type { NounName } from '../../model/fields.ts'
import type { Nouns } from '../../model/noun.ts'
import { nounWord } from '../../model/noun-parameter.ts'
import type { Write } from '../../write/write.ts'
import { deleteEntry, putEntry } from './write-schema.ts'

/** One entry of a batch: the write that it asks for, or the problem that it has. */
export interface Entry {
  noun: NounName | null
  id: string | null
  write?: Write
  problem?: Problem
}

/** Reads one entry of a batch. */
export function readEntry(nouns: Nouns, entry: unknown): Entry {
  const { op, noun, id, record } = asObject(entry)
  const schema = op === undefined ? putEntry : deleteEntry
  const violations = violationsIn(schema, entry, 'body')
  if (violations.length > 0)
    return {
      noun: nounWord.safeParse(noun).data ?? null,
      id: textOrNull(op === undefined ? asObject(record).id : id),
      problem: new ValidationProblem(violations),
    }
  const write = op === undefined ? toPut(nouns, putEntry.parse(entry)) : toDelete(nouns, deleteEntry.parse(entry))
  return { noun: write.noun.name, id: write.id, write }
}

function toPut(nouns: Nouns, { noun, record, ifVersion }: ReturnType<typeof putEntry.parse>): Write {
  return { noun: nounOf(nouns, noun), id: record.id, change: { op: 'put', record }, expected: ifVersion }
}

function toDelete(nouns: Nouns, { noun, id, ifVersion }: ReturnType<typeof deleteEntry.parse>): Write {
  return { noun: nounOf(nouns, noun), id, change: { op: 'delete' }, expected: ifVersion }
}

function nounOf(nouns: Nouns, name: NounName) {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`No noun is called ${name}.`)
  return noun
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 200) : null
}
