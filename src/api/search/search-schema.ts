import { z } from 'zod'
import { count, language, slug } from '../../model/fields.ts'
import type { Nouns } from '../../model/noun.ts'
import { exampleNoun } from '../../model/noun-list.ts'
import { nounName, nounParameter } from '../../model/noun-parameter.ts'
import { cursor, encodeCursor } from '../../model/page-cursor.ts'
import { pageLimit } from '../../model/page-parameters.ts'
import { asOf } from '../../read/as-of.ts'
import { longestQuery } from '../../read/list-query.ts'
import { lowerBound } from '../lower-bound.ts'
import { nothingAnswer } from '../nothing-answer.ts'

const mostHits = 100
const mostNames = 20

const q = (description: string, example: string) => z.string().max(longestQuery).describe(description).meta({ example })
const lang = language.optional().describe('Language of labels; without it `Accept-Language`.').meta({ example: 'en' })

export const searchQuery = (nouns: Nouns) =>
  z.strictObject({
    q: q(
      'What to look for, in any script: a name as it stands anywhere, or words, all of which must match; `"…"` is a phrase, `-` or `NOT` excludes, `OR` or `|` stands between alternatives, brackets group, `title:`, `signatory:` and `place:` before a word say where it must stand, `*` behind three letters or more stands for the rest of a word, and a year, month or day (`26 April 2024`, `2024-04`, `2024年4月`) is also met by the date of a record.',
      '滬港 金融',
    ),
    noun: nounParameter(nouns),
    lang,
    asOf,
    score: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Tells of each hit how well it answers the search.')
      .meta({ example: 'true' }),
    limit: pageLimit('Hits a page.', 20, mostHits),
    cursor: cursor
      .optional()
      .meta({ example: encodeCursor({ order: 'relevance', key: '30739000', id: exampleName(nouns) }) }),
  })

function exampleName(nouns: Nouns): string {
  const { name, example } = exampleNoun(nouns)
  return `${name}/${example.id}`
}

const highlight = z.strictObject({
  field: z.string().describe('The field in which words were found.'),
  language: language.optional(),
  text: z.string().describe('HTML: found words stand in `<em>`, all else is escaped.'),
})

export const searchAnswer = (nouns: Nouns) =>
  z
    .strictObject({
      data: z.array(
        z.strictObject({
          noun: nounName(nouns),
          id: slug,
          score: z
            .number()
            .min(0)
            .max(1)
            .optional()
            .describe(
              'On request: 1 is a title that is the whole search as it was written. Hits with the same score are told apart by their date.',
            ),
          highlights: z
            .array(highlight)
            .describe('Empty where a record was found by the name of another that it refers to.'),
          record: z.looseObject({}).describe('The record as it is stored.'),
        }),
      ),
      total: count,
      lowerBound: lowerBound.optional(),
      next: z.string().nullable(),
      ...nothingAnswer(nouns),
    })
    .meta({ id: 'SearchHits' })

export const suggestQuery = (nouns: Nouns) =>
  z.strictObject({
    q: q('The beginning of a name, in any script.', '金'),
    noun: nounParameter(nouns),
    lang,
    limit: pageLimit('How many names at most.', 10, mostNames),
  })

export const suggestAnswer = (nouns: Nouns) =>
  z
    .strictObject({
      data: z.array(
        z.strictObject({
          noun: nounName(nouns),
          id: slug,
          label: z.string(),
          language: language.describe('Language of the label: the wanted one where the record has it.'),
        }),
      ),
    })
    .meta({ id: 'Suggestions' })
