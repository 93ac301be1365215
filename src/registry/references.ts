import { z } from 'zod'
import { type NounName, referencedNoun } from './fields.ts'

export interface Reference {
  noun: NounName
  id: string
  pointer: string
}

/** All ids of other records that stand in a document, found by following its schema. */
export function findReferences(schema: z.core.$ZodType, value: unknown, pointer = ''): Reference[] {
  if (value === null || value === undefined) return []
  const noun = referencedNoun(schema)
  if (noun) return [{ noun, id: value as string, pointer }]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return findReferences(schema.unwrap(), value, pointer)
  if (schema instanceof z.ZodArray)
    return (value as unknown[]).flatMap((item, index) => findReferences(schema.element, item, `${pointer}/${index}`))
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      findReferences(field, (value as Record<string, unknown>)[name], `${pointer}/${name}`),
    )
  return []
}
