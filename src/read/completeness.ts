import { z } from 'zod'
import type { Language } from '../model/fields.ts'

/** What the sources say is missing from a list: so many records at least, and whether there may be more. */
export interface Missing {
  missing: number
  open: boolean
}

export const completenessAnswer = z
  .strictObject({
    known: z.int().min(0).max(1e9).describe('How many records the registry has under the filters.'),
    knownMissing: z.int().min(0).max(1e9).describe('How many more there are at least, by what sources declare.'),
    openEnded: z.boolean().describe('Whether there may be more than that.'),
    statement: z.string().describe('The same in words.').meta({ example: 'at least 44' }),
  })
  .describe('Present where sources declare more than the registry can list.')

const atLeast = { en: 'at least ', 'zh-Hant': '至少 ', 'zh-Hans': '至少 ' }

/** The completeness of a list as it is sent; undefined where nothing is known to be missing. */
export function toCompleteness(known: number | undefined, counted: Missing | undefined, language: Language) {
  if (known === undefined || !counted || (counted.missing === 0 && !counted.open)) return undefined
  const { missing, open } = counted
  return { known, knownMissing: missing, openEnded: open, statement: `${atLeast[language]}${known + missing}` }
}
