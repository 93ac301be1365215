import { z } from 'zod'
import { type Texts, texts } from '../language/texts.ts'
import { slug } from './fields.ts'
import type { NounName } from './record-name.ts'

// Marks of a field beside its shape: the noun that it refers to, and what an empty value means.

/** The id of another record. `x-references` tells the noun to clients and to the check that it exists. */
export function reference(noun: NounName) {
  return slug.meta({ description: `Id of a record under \`/v1/${noun}\`.`, 'x-references': noun })
}

// Kept apart from what is printed: clients see a reference like any other.
const cited = z.registry<{ cites: true }>()

/** The id of the record that a fact is cited from. Citations have a table of their own, and no link. */
export function citedReference(noun: NounName) {
  return reference(noun).register(cited, { cites: true })
}

/** Whether a schema was made by `citedReference`. */
export function cites(schema: z.core.$ZodType): boolean {
  return cited.get(schema) !== undefined
}

/** The noun that a schema made by `reference` points to. */
export function referencedNoun(schema: z.core.$ZodType): NounName | undefined {
  return z.globalRegistry.get(schema)?.['x-references'] as NounName | undefined
}

/** The meaning of an empty value of a field; the contract has it as `x-empty`. */
export type EmptyMeaning = 'none' | 'not-known' | 'known-in-part'

/** The words that people read where a field is empty. */
export const emptyWords: Record<EmptyMeaning, Texts> = {
  none: texts('None', '沒有', '没有'),
  'not-known': texts('Not known', '不詳', '不详'),
  'known-in-part': texts('None known', '暫未知悉', '暂未掌握'),
}

/** States what an empty value means: that there is none, that the registry does not know, or that it may know only a part. */
export function emptyMeans(meaning: EmptyMeaning, description: string) {
  return { description, 'x-empty': meaning }
}

/** The meaning of an empty value of a field, if its schema states one. */
export function meaningOfEmpty(schema: z.core.$ZodType): EmptyMeaning | undefined {
  return z.globalRegistry.get(schema)?.['x-empty'] as EmptyMeaning | undefined
}
