import type { z } from 'zod'
import { unwrap } from '../json/schema-steps.ts'
import { texts } from '../language/texts.ts'
import { referencedNoun } from './field-marks.ts'
import type { Noun } from './noun.ts'
import type { RecordDocument } from './record-document.ts'
import type { NounName } from './record-name.ts'

// A field that names one record of its own noun, such as a parent, puts the records into chains. None of them is a circle.

/** The fields of a noun that hold one reference to another record of the same noun. */
export function chainFields({ name, schema }: Pick<Noun, 'name' | 'schema'>): string[] {
  return Object.entries(singleReferences(schema)).flatMap(([field, target]) => (target === name ? field : []))
}

/** The fields that hold one reference, with the noun that each refers to. */
export function singleReferences(schema: z.ZodObject): Record<string, NounName> {
  const fields = Object.entries(schema.shape).flatMap(([field, value]) => {
    const target = referencedNoun(unwrap(value as z.core.$ZodType))
    return target ? [[field, target]] : []
  })
  return Object.fromEntries(fields)
}

/** The record that a field of a document names. */
export function nextIn(document: RecordDocument, field: string): string | null {
  return (document[field] as string | null | undefined) ?? null
}

/** A record and all that its chain leads to, from the nearest; a circle is followed once. */
export function lineFrom(id: string, nextOf: (id: string) => string | null | undefined): string[] {
  const line = new Set<string>()
  for (let at: string | null | undefined = id; at && !line.has(at); at = nextOf(at)) line.add(at)
  return [...line]
}

/** The circle that a chain comes back by to where it began, as a violation of the field. */
export function circleFrom(id: string, field: string, nextOf: (id: string) => string | null | undefined) {
  const chain = lineFrom(id, nextOf)
  if (nextOf(chain.at(-1) ?? id) !== id) return undefined
  const shown = chain.length > mostShown ? [...chain.slice(0, mostShown), '…'] : chain
  const circle = [...shown, id].join(' → ')
  return {
    pointer: `/${field}`,
    detail: texts(`This leads in a circle: ${circle}.`, `構成循環：${circle}。`, `构成循环：${circle}。`),
  }
}

const mostShown = 10
