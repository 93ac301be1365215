import { z } from 'zod'
import { unwrap } from '../json/schema-steps.ts'

/**
 * Why no citation is looked for that supports a field: it is about the registry's `own-work`, so that no source could
 * state it, or it is a `class` by which the registry orders what a source tells in other fields.
 */
type Unsupported = 'own-work' | 'class'

// Kept apart from what is printed: to clients these are fields like any other.
const unsupported = z.registry<{ as: Unsupported }>()

/** Marks a copy, for the same schema may stand for a field that sources state. */
function marked<Schema extends z.ZodType>(schema: Schema, as: Unsupported): Schema {
  const copy = schema.clone()
  unsupported.add(copy, { as })
  return copy
}

export const ownWork = <Schema extends z.ZodType>(schema: Schema): Schema => marked(schema, 'own-work')

export const classing = <Schema extends z.ZodType>(schema: Schema): Schema => marked(schema, 'class')

/** Whether a field is marked as one that no source states; undefined for all that citations support. */
export function unsupportedAs(schema: z.core.$ZodType): Unsupported | undefined {
  return (unsupported.get(schema) ?? unsupported.get(unwrap(schema)))?.as
}
