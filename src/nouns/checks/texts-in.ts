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

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function isText(value: object): value is LocalizedText {
  for (const name in value)
    if (!isLanguage(name) || typeof (value as Record<string, unknown>)[name] !== 'string') return false
  return true
}

/** All texts of a record, at any depth. Origins stand beside a text and describe that text alone. */
export function textsIn(document: RecordDocument): TextIn[] {
  const texts: TextIn[] = []
  visit(document, '', texts)
  return texts
}

function visit(value: object, pointer: string, texts: TextIn[]): void {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) if (isObject(item)) visitMember(item, `${pointer}/${at}`, texts)
    return
  }
  const { origins, language, label } = value as { origins?: TextIn['origins']; language?: unknown; label?: unknown }
  if (typeof language === 'string' && isLanguage(language) && typeof label === 'string')
    texts.push({ pointer: `${pointer}/label`, text: { [language]: label } })
  for (const name in value) {
    const inner = (value as Record<string, unknown>)[name]
    if (name === 'origins' || !isObject(inner)) continue
    visitMember(inner, `${pointer}/${name}`, texts, name === 'name' || name === 'title' ? origins : undefined)
  }
}

function visitMember(value: object, pointer: string, texts: TextIn[], origins?: TextIn['origins']): void {
  if (Array.isArray(value) || !isText(value)) visit(value, pointer, texts)
  else texts.push({ pointer, text: value, ...(origins ? { origins } : {}) })
}

/** Each language of each text. */
export const wordsIn = (document: RecordDocument) => textsIn(document).flatMap(wordsOf)

/** The same of the texts of which the record states origins. */
export const wordsWithOrigin = (document: RecordDocument) =>
  textsIn(document)
    .filter(({ origins }) => origins)
    .flatMap(wordsOf)

function wordsOf({ pointer, text, origins }: TextIn) {
  return languages.flatMap((language) => {
    const words = text[language]
    return words === undefined
      ? []
      : [{ pointer: `${pointer}/${language}`, language, words, origin: origins?.[language] }]
  })
}
