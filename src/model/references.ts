import { z } from 'zod'
import { stepsOf } from '../json/json-pointer.ts'
import { leavesOf, schemaAt, unwrap } from '../json/schema-steps.ts'
import type { Alternative } from './alternatives.ts'
import { cites, referencedNoun } from './field-marks.ts'
import type { NounName } from './record-name.ts'

export interface Reference {
  noun: NounName
  id: string
  pointer: string
  /** The object or list within the document that the id stands in. */
  holder: object
  /** Whether it says where a fact is cited from. */
  cites: boolean
}

/** The nouns that documents of a schema may refer to, each once for citations and once for all else. */
export function referencedNouns(schema: z.core.$ZodType): Pick<Reference, 'noun' | 'cites'>[] {
  const all = leavesOf(schema).flatMap(({ schema }) => {
    const noun = referencedNoun(schema)
    return noun ? [{ noun, cites: cites(schema) }] : []
  })
  return all.filter((one, at) => all.findIndex(({ noun, cites }) => noun === one.noun && cites === one.cites) === at)
}

/**
 * Finds all ids of other records that stand in a document, those in the values of its alternatives included. The schema is
 * followed once; what is left of it leads only to where ids stand.
 */
export function referenceFinder(schema: z.core.$ZodType): (document: unknown) => Reference[] {
  const walk = walkOf(schema)
  return (document) => {
    const references: Reference[] = []
    walk?.(document, '', references, {})
    const { alternatives } = (document ?? {}) as { alternatives?: unknown }
    if (Array.isArray(alternatives)) findInAlternatives(schema, alternatives, references)
    return references
  }
}

function findInAlternatives(schema: z.core.$ZodType, alternatives: unknown[], references: Reference[]): void {
  for (const [index, alternative] of alternatives.entries()) {
    const { pointer, value } = (alternative ?? {}) as Partial<Alternative>
    const field = typeof pointer === 'string' ? schemaAt(schema, stepsOf(pointer)) : undefined
    if (field) walkOf(field)?.(value, `/alternatives/${index}/value`, references, alternatives)
  }
}

type Walk = (value: unknown, pointer: string, references: Reference[], holder: object) => void

function walkOf(wrapped: z.core.$ZodType): Walk | undefined {
  const schema = unwrap(wrapped)
  const noun = referencedNoun(schema)
  const isCitation = cites(schema)
  if (noun)
    return (value, pointer, references, holder) => {
      if (value !== null && value !== undefined)
        references.push({ noun, id: value as string, pointer, holder, cites: isCitation })
    }
  if (schema instanceof z.ZodArray) {
    const walk = walkOf(schema.element)
    return (
      walk &&
      ((value, pointer, references) => {
        const items = (value ?? []) as unknown[]
        for (let at = 0; at < items.length; at += 1) walk(items[at], `${pointer}/${at}`, references, items)
      })
    )
  }
  if (!(schema instanceof z.ZodObject)) return undefined
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const walk = walkOf(field)
    return walk ? [{ name, walk }] : []
  })
  if (fields.length === 0) return undefined
  return (value, pointer, references) => {
    if (typeof value !== 'object' || value === null) return
    for (const { name, walk } of fields)
      walk((value as Record<string, unknown>)[name], `${pointer}/${name}`, references, value)
  }
}
