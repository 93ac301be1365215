import { z } from 'zod'
import { ownMember } from './own-member.ts'

// How schemas lead from a value to what stands within it.

type Schema = z.core.$ZodType

/** The schema without what only says whether it must be given, or makes of what is given what the schema is of. */
export function unwrap(schema: Schema): Schema {
  if (schema instanceof z.ZodPipe) return unwrap(schema.in instanceof z.ZodTransform ? schema.out : schema.in)
  const wrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  return wrapped ? unwrap(schema.unwrap()) : schema
}

/** The schema at a place within another, as it stands there. */
export function schemaAt(schema: Schema, steps: readonly PropertyKey[]): Schema | undefined {
  return steps.reduce<Schema | undefined>((whole, step) => whole && inner(unwrap(whole), String(step)), schema)
}

function inner(whole: Schema, step: string): Schema | undefined {
  if (whole instanceof z.ZodObject) return ownMember(whole.shape, step)
  return whole instanceof z.ZodArray && /^\d+$/.test(step) ? whole.element : undefined
}

/** A schema that has none within it, with the names of the fields that lead to it; the items of a list have no name. */
interface Leaf {
  path: string[]
  schema: Schema
}

/** Every schema that has none within it. One of another kind could hide a reference, so it is refused. */
export function leavesOf(schema: Schema, path: string[] = []): Leaf[] {
  const whole = unwrap(schema)
  if (whole instanceof z.ZodObject)
    return Object.entries(whole.shape).flatMap(([name, field]) => leavesOf(field, [...path, name]))
  if (whole instanceof z.ZodArray) return leavesOf(whole.element, path)
  const { type } = whole._zod.def
  if (!leafTypes.has(type)) throw new Error(`A record cannot hold a ${type}, as its schema has at "${path.join('.')}".`)
  return [{ path, schema: whole }]
}

const leafTypes: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'unknown'])
