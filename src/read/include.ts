import type { z } from 'zod'
import { leavesOf } from '../json/schema-steps.ts'
import { referencedNoun } from '../model/field-marks.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { NounName } from '../model/record-name.ts'

/** The dotted paths of a schema that lead to ids of other records, such as `signatories.organization`. */
export function referencePaths(schema: z.core.$ZodType): Map<string, NounName> {
  const leaves = leavesOf(schema).flatMap(({ path, schema }): [string, NounName][] => {
    const noun = referencedNoun(schema)
    return noun ? [[path.join('.'), noun]] : []
  })
  return new Map(leaves)
}

function valuesAt(value: unknown, [step, ...rest]: string[]): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, step === undefined ? [] : [step, ...rest]))
  return step === undefined ? [value] : valuesAt((value as Record<string, unknown>)[step], rest)
}

/** The stored texts of all records that the documents refer to under the given paths, as one JSON object by noun and id. */
export async function includedRecords(
  nouns: Nouns,
  noun: Noun,
  bodies: string[],
  paths: string[],
  find: (noun: Noun, ids: string[]) => Promise<{ id: string; body: Buffer }[]>,
): Promise<string> {
  const documents = bodies.map((body) => JSON.parse(body) as unknown)
  const targets = referencePaths(noun.schema)
  const idsByNoun = new Map<NounName, Set<string>>()
  for (const path of paths) {
    const target = targets.get(path)
    if (!target) continue
    const ids = idsByNoun.get(target) ?? new Set()
    for (const id of valuesAt(documents, path.split('.'))) ids.add(id as string)
    idsByNoun.set(target, ids)
  }
  const parts: string[] = []
  for (const [name, ids] of idsByNoun) {
    const target = nouns.get(name)
    if (!target) continue
    const records = ids.size > 0 ? await find(target, [...ids]) : []
    const inOrder = records.sort((one, other) => (one.id < other.id ? -1 : 1))
    const members = inOrder.map(({ id, body }) => `${JSON.stringify(id)}:${body}`)
    parts.push(`${JSON.stringify(name)}:{${members.join(',')}}`)
  }
  return `{${parts.join(',')}}`
}
