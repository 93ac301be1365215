import type { Language } from '../language/texts.ts'
import type { WeightedText } from '../text/vector.ts'

/** A piece of searchable text. */
export interface SearchText extends WeightedText {
  /** The field that it stands in, for highlights. */
  field: string
  language?: Language
}
