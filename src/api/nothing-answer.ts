import { z } from 'zod'
import { slug } from '../model/fields.ts'
import type { Nouns } from '../model/noun.ts'
import { nounName } from '../model/noun-parameter.ts'
import type { Otherwise } from '../read/search/explain-nothing.ts'

/** The members of an answer that explain an empty list of hits, or one for fewer words than were asked. */
export const nothingAnswer = (nouns: Nouns) => ({
  readAs: z
    .string()
    .optional()
    .describe(
      'Where no record has all of what was asked, and most of that is the whole of a name, or it addresses people by a post: the name, or the names with `OR` between them, which the answer is for.',
    ),
  notFound: z
    .array(z.string())
    .optional()
    .describe(
      'Where nothing was found by words alone: the words and phrases that none of the records searched has, by itself or by what it refers to.',
    ),
  didYouMean: z
    .array(meant(nouns))
    .optional()
    .describe(
      'Where nothing was found by words alone: the names that differ from what was asked by a slip or two, the nearest first.',
    ),
  fewerWords: z
    .array(z.string())
    .optional()
    .describe(
      'Where nothing was found by words alone: the same search with fewer of its words, where that finds something. What leaves out least comes first. Only a few are tried.',
    ),
})

/** The same members as texts. */
export const nothingMembers = ({ nothing, readAs }: Otherwise) => ({
  readAs: readAs && JSON.stringify(readAs),
  notFound: nothing && JSON.stringify(nothing.notFound),
  didYouMean: nothing && JSON.stringify(nothing.didYouMean),
  fewerWords: nothing && JSON.stringify(nothing.fewerWords),
})

const meant = (nouns: Nouns) =>
  z.strictObject({
    noun: nounName(nouns),
    id: slug,
    name: z.string().describe('A name of the record.'),
    q: z.string().describe('The search with that name in place of what was written.'),
  })
