export const languages = ['en', 'zh-Hant', 'zh-Hans'] as const
export type Language = (typeof languages)[number]

/** One text in each language that the registry speaks. */
export type Texts = Readonly<Record<Language, string>>

/** One text in English, Traditional and Simplified Chinese. */
export const texts = (english: string, traditional: string, simplified: string): Texts => ({
  en: english,
  'zh-Hant': traditional,
  'zh-Hans': simplified,
})
