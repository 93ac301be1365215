import type { Texts } from '../http/languages.ts'
import { type LocalizedText, languages } from '../model/fields.ts'
import { originWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

type Origin = keyof typeof originWords
interface LocalizedOf {
  reader: Reader
  text?: LocalizedText
}

/** Who reads one Chinese script would rather have the other than English. */
const preferences = {
  en: languages,
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
} as const

const languageFor = ({ language }: Reader, text: LocalizedText | Texts | undefined) =>
  preferences[language].find((each) => text?.[each] !== undefined)

/** A text in the reader's language, else in the first that it has, which is then marked. */
export function Localized({ reader, text }: LocalizedOf) {
  const language = languageFor(reader, text)
  if (!text || !language) return null
  const words = String(text[language])
  return language === reader.language ? words : <span lang={language}>{words}</span>
}

/** Where the words come from that `Localized` shows of a text. */
export function Origin({ reader, text, origins }: LocalizedOf & { origins: unknown }) {
  const language = languageFor(reader, text)
  const origin = language && (origins as Record<string, Origin> | undefined)?.[language]
  return origin ? <small class="origin">{`(${say(reader, originWords[origin])})`}</small> : null
}

/** A text as plain words, for titles and attributes. */
export function plain(reader: Reader, text: LocalizedText | Texts | undefined, otherwise: string): string {
  const language = languageFor(reader, text)
  return (language && text?.[language]) ?? otherwise
}

/** All languages of a text, each with where its words come from. */
export function InEachLanguage({ reader, text, origins }: { reader: Reader; text: LocalizedText; origins: unknown }) {
  const present = languages.filter((language) => text[language] !== undefined)
  return (
    <ul>
      {present.map((language) => (
        <li key={language}>
          <span lang={language}>{String(text[language])}</span>{' '}
          <Origin reader={reader} text={{ [language]: text[language] }} origins={origins} />
        </li>
      ))}
    </ul>
  )
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** A date with the parts that are known. */
export function dateIn({ language }: Pick<Reader, 'language'>, date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-')
  if (language !== 'en') return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`
  const name = month && months.format(new Date(`${year}-${month}-01T00:00:00Z`))
  return [day && Number(day), name, year].filter(Boolean).join(' ')
}
