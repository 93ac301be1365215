import type { SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { LinkTable } from '../database/link-tables.ts'
import type { Texts, Words } from '../language/texts.ts'
import { emptyWords } from './field-marks.ts'
import type { Known } from './known.ts'
import type { NounName } from './record-name.ts'

/** A count beside a list. A facet reads a column of the noun's table or of one of its link tables. */
export interface Facet {
  value: SQL | PgColumn
  /** The link table that holds the value; absent: the noun's own table. */
  link?: LinkTable
  /** Set where the value is read from the record of another noun, so that it may change without a change of this one. */
  elsewhere?: boolean
  /** The noun whose names label the values. */
  labels?: NounName
  /** The words for each value, if they are not those of the field of its name; without any a value is its own label. */
  words?: Words | undefined
  /** How much of the field is known, where that is not all. */
  known?: Known
}

/** Set where the written values may be only a part: of every record, or of those whose column does not say `whole`. */
export function partlyKnown({ known }: Facet): { whole?: PgColumn | undefined } | undefined {
  return known?.empty === 'known-in-part' ? { whole: known.whole } : undefined
}

/** The words for records without a value, by what that means of the field that a facet or a filter looks at. */
export const wordsForLack = (looksAt: { known?: Known } | undefined): Texts =>
  emptyWords[looksAt?.known?.empty ?? 'none']
