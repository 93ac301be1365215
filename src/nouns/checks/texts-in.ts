import { type Language, languages } from '../../language/texts.ts'
import type { LocalizedText } from '../../model/fields.ts'
import type { RecordDocument } from '../../model/record-document.ts'

/** A text of a record in up to three languages, or one label in one. */
interface TextIn {
  pointer: string
  text: LocalizedText
  /** The origin of the words in each language, if the record states it. */
  origins?: Partial<Record<Language, string>> | undefined
}

const isLanguage = (name: string) => (languages as readonly string[]).includes(name)
const isText = (value: object) =>
  Object.entries(value).every(([name, inner]) => isLanguage(name) && typeof inner === 'string')

/** All texts of a record, at any depth. Origins stand beside a text and describe that text alone. */
export function textsIn(document: RecordDocument): TextIn[] {
  const texts: TextIn[] = []
  visit(document, '', texts)
  return texts
}

function visit(value: unknown, pointer: string, texts: TextIn[]): void {
  if (typeof value !== 'object' || value === null) return
  const { origins, language, label } = value as { origins?: TextIn['origins']; language?: unknown; label?: unknown }
  if (typeof language === 'string' && isLanguage(language) && typeof label === 'string')
    texts.push({ pointer: `${pointer}/label`, text: { [language]: label } })
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'origins' || typeof inner !== 'object' || inner === null) continue
    const at = `${pointer}/${name}`
    if (!Array.isArray(inner) && isText(inner)) {
      const told = origins && (name === 'name' || name === 'title') ? { origins } : {}
      texts.push({ pointer: at, text: inner as LocalizedText, ...told })
    } else visit(inner, at, texts)
  }
}

/** Each language of each text. */
export function wordsIn(document: RecordDocument) {
  return textsIn(document).flatMap(({ pointer, text, origins }) =>
    languages.flatMap((language) => {
      const words = text[language]
      return words === undefined
        ? []
        : [{ pointer: `${pointer}/${language}`, language, words, origin: origins?.[language] }]
    }),
  )
}
