import type { Language } from '../language/texts.ts'

/** A piece of searchable text; A weighs most. */
export interface SearchText {
  /** The field that it stands in, for highlights. */
  field: string
  language?: Language
  text: string
  weight: 'A' | 'B' | 'C' | 'D'
}
