import { z } from 'zod'
import { type NounName, nounNames } from './fields.ts'

const singular: Record<string, NounName> = {
  mechanism: 'mechanisms',
  meeting: 'meetings',
  'consensus-area': 'consensus-areas',
  agreement: 'agreements',
  measure: 'measures',
  domain: 'domains',
  region: 'regions',
  organization: 'organizations',
  source: 'sources',
}

/** A noun as clients may name it: as in its URL, or in the singular. */
export const nounWord = z
  .enum([...nounNames, ...Object.keys(singular)] as [string, ...string[]])
  .transform((word): NounName => singular[word] ?? (word as NounName))

export const nounParameter = z
  .array(nounWord)
  .min(1)
  .max(9)
  .optional()
  .describe('Only these nouns. Repeat for any of several.')
  .meta({ example: ['agreements'] })
