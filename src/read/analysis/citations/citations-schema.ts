import { z } from 'zod'
import { count, slug } from '../../../model/fields.ts'
import { langOfLabels } from '../../../model/language-parameters.ts'
import type { Nouns } from '../../../model/noun.ts'
import { nounName, nounParameter } from '../../../model/noun-parameter.ts'
import { cursor, encodeCursor } from '../../../model/page-cursor.ts'
import { pageLimit } from '../../../model/page-parameters.ts'
import { asOf } from '../../as-of.ts'

export const sourceCitationsQuery = (nouns: Nouns) =>
  z.strictObject({
    locator: z
      .array(z.string().min(1).max(500))
      .min(1)
      .max(100)
      .optional()
      .describe(
        'Only what stands at this place of the source, written as the records have it. Repeat for any of several.',
      )
      .meta({ example: ['para 17(ii)'] }),
    noun: nounParameter(nouns),
    limit: pageLimit('Citations a page.'),
    cursor: cursor.optional().meta({
      example: encodeCursor({ order: 'citations', key: '/citations/0', id: 'agreements/shanghai-2024-04-health' }),
    }),
    lang: langOfLabels,
    asOf,
  })

const taken = (nouns: Nouns) =>
  z.strictObject({
    noun: nounName(nouns),
    id: slug,
    pointer: z.string().describe('JSON Pointer to the citation in the record.').meta({ example: '/citations/0' }),
    fields: z
      .array(z.string())
      .nullable()
      .describe('JSON Pointers to what the source supports; null: the record as a whole.'),
    locator: z.string().nullable(),
    note: z.string().nullable(),
    href: z.string().describe('The record.'),
  })

export const sourceCitationsAnswer = (nouns: Nouns) =>
  z
    .strictObject({ data: z.array(taken(nouns)), total: count, next: z.string().nullable() })
    .meta({ id: 'SourceCitations' })
export type SourceCitations = z.infer<ReturnType<typeof sourceCitationsAnswer>>
