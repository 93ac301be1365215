import { z } from 'zod'
import { type Language, languageFor, type Texts } from '../language/texts.ts'
import { type LocalizedText, language } from './fields.ts'
import type { Noun } from './noun.ts'
import type { RecordDocument } from './record-document.ts'

/** A label in the preferred language, or in the one nearest to it that has one, which is then told. */
interface Label {
  label: string
  labelLanguage?: Language
}

/** The members of an answer that a label takes. */
export const labelFields = {
  label: z.string().describe('In the asked language where there is one.'),
  labelLanguage: language.optional().describe('The language of the label, where it is not the asked one.'),
}

export function labelIn(text: LocalizedText | Texts | undefined, preferred: Language, otherwise: string): Label {
  const given = languageFor(preferred, text)
  const label = (given && text?.[given]) ?? otherwise
  return given === undefined || given === preferred ? { label } : { label, labelLanguage: given }
}

/** The label of a stored record. */
export function labelOf(noun: Noun, id: string, body: string | null, preferred: Language): Label {
  return labelIn(body ? noun.label(JSON.parse(body) as RecordDocument) : undefined, preferred, id)
}
