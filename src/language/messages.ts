import { type Texts, texts } from './texts.ts'

const translations = new Map<string, Texts>()

/**
 * A message that passes as one text through what knows no languages, such as a check within a schema: the English one, under
 * which the sentences are found that are told. It may begin with its verb.
 */
export function message(english: string, traditional: string, simplified: string): string {
  translations.set(english, texts(sentence(english), ended(traditional, '。'), ended(simplified, '。')))
  return english
}

/** A sentence that says something of a value. */
const sentence = (said: string) => ended(/^[a-z]/.test(said) ? `This ${said}` : said, '.')

const ended = (text: string, mark: string) => (/[.。?？!！]$/.test(text) ? text : text + mark)

export const invalid = texts('This is not a valid value.', '此值無效。', '此值无效。')

/** The message in each language, where it was made as one. */
export const translated = (message: string): Texts | undefined => translations.get(message)

/** A message in each language. One without a translation is told in English, and as a fault in the other languages. */
export const textsOf = (message: string): Texts => translated(message) ?? { ...invalid, en: sentence(message) }
