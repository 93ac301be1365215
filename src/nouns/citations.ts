import { inArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { citations as citationRows } from '../database/link-tables.ts'
import { jsonPointer } from '../json/json-pointer.ts'
import { alternativesCitedBy } from '../model/alternatives.ts'
import { citedReference } from '../model/field-marks.ts'
import { anyOfIds, type Parameters } from '../model/parameter.ts'
import type { NounName } from '../model/record-name.ts'
import { ownWork } from '../model/support.ts'

const sources = 'sources'

export const sourceReference = citedReference(sources)

export const citation = z
  .strictObject({
    source: sourceReference,
    locator: z.string().min(1).max(200).optional().describe('Where in the source, such as `para 17(ii)`.'),
    fields: z
      .array(jsonPointer('/signedOn'))
      .min(1)
      .max(50)
      .optional()
      .describe('JSON Pointers to the fields that the source supports; absent: the record as a whole.'),
    note: z.string().min(1).max(1000).optional(),
  })
  .describe('Where a fact is stated.')
export type Citation = z.infer<typeof citation>

export const citations = ownWork(z.array(citation).min(1).max(100))

export const alternatives = alternativesCitedBy(citation)
export type Alternative = NonNullable<z.infer<typeof alternatives>>[number]

export const claim = z
  .strictObject({
    measure: z.enum(['agreements', 'consensus-areas', 'projects']).describe('What the source counts.'),
    value: z.int().min(0).max(100_000).describe('The number that it states.'),
    scope: z.string().min(1).max(300).optional().describe('What the source counts, where it says so.'),
    citation,
  })
  .describe('A number that one source states. Sources may differ; each claim is kept.')
export type Claim = z.infer<typeof claim>

/** The filter of the records that cite any of some sources. */
export function cited(noun: NounName, owner: PgColumn): Parameters {
  return {
    source: {
      schema: anyOfIds('Cites this source.', 'legco-2024-10'),
      condition: (ids: string[]) =>
        sql`exists (select from ${citationRows} where ${citationRows.noun} = ${noun} and ${citationRows.id} = ${owner} and ${inArray(citationRows.source, ids)})`,
      references: sources,
      known: { field: 'citations', empty: 'none' },
      looksAt: 'links',
    },
  }
}
