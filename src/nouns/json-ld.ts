import { recordPath } from '../http/api-address.ts'
import { languages } from '../language/texts.ts'
import type { LocalizedText } from '../model/fields.ts'

// The parts that the JSON-LD documents of several nouns have.

export const schemaOrg = { '@vocab': 'https://schema.org/' }

/** References to records by addresses that hold everywhere; `base` is that of the service. */
export const referencesFrom = (base: string) => (noun: string) => (id: string) => ({
  '@id': base + recordPath(noun, id),
})

export function inLanguages(text: LocalizedText): object[] {
  return languages.flatMap((language) => (text[language] ? [{ '@language': language, '@value': text[language] }] : []))
}
