export const languages = ['en', 'zh-Hant', 'zh-Hans'] as const
export type Language = (typeof languages)[number]

/** One text in each language that the registry speaks. */
export type Texts = Readonly<Record<Language, string>>

/** Words in three languages, each under what it says. */
export type Words = Readonly<Record<string, Texts>>

/** One text in English, Traditional and Simplified Chinese. */
export const texts = (english: string, traditional: string, simplified: string): Texts => ({
  en: english,
  'zh-Hant': traditional,
  'zh-Hans': simplified,
})

/** A reader of one Chinese script prefers the other script to English. */
const preferences: Readonly<Record<Language, readonly Language[]>> = {
  en: languages,
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
}

/** The language of a text that suits a reader of one language best. */
export function languageFor(
  reader: Language,
  text: { readonly [language in Language]?: string | undefined } | undefined,
): Language | undefined {
  return preferences[reader].find((each) => text?.[each] !== undefined)
}
