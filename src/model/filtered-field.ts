import { z } from 'zod'
import { unwrap } from '../json/schema-steps.ts'

export type FieldOf<Schema extends z.ZodObject> = keyof Schema['shape'] & string

/** The declaration of a filter beside its name. It names the field of the schema that it looks at, where that is called otherwise. */
export type OfField<Schema extends z.ZodObject, Name extends string, Told> = Told &
  (Name extends FieldOf<Schema> ? { field?: FieldOf<Schema> } : { field: FieldOf<Schema> })

/** The few words of which a field holds one. */
export function choicesOf(schema: z.ZodObject, field: string): string[] {
  const words = unwrap(schema.shape[field])
  if (!(words instanceof z.ZodEnum)) throw new Error(`The field "${field}" does not hold one of a few words.`)
  return words.options.map(String)
}
