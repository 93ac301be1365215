import { z } from 'zod'
import type { Nouns } from './noun.ts'
import { exampleNoun } from './noun-list.ts'

/** The name of a noun as answers tell it. */
export function nounName(nouns: Nouns) {
  return z.enum([...nouns.keys()])
}

/** A noun as clients may name it: as in its URL, or in the singular. */
export function nounWord(nouns: Nouns) {
  const singular = new Map([...nouns.values()].map((noun) => [noun.singular, noun.name]))
  return z.enum([...nouns.keys(), ...singular.keys()]).transform((word) => singular.get(word) ?? word)
}

export function nounParameter(nouns: Nouns) {
  return z
    .array(nounWord(nouns))
    .min(1)
    .max(nouns.size)
    .optional()
    .describe('Only these nouns. Repeat for any of several.')
    .meta({ example: [exampleNoun(nouns).name] })
}
