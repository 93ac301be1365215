import { languageFor, languages } from '../language/texts.ts'
import type { LocalizedText } from '../model/fields.ts'
import { originWords } from './page-words.ts'
import { inBrackets, type Reader, say } from './reader.ts'

type Origin = keyof typeof originWords
interface LocalizedOf {
  reader: Reader
  text?: LocalizedText
}

/** A text in the reader's language, or in the first that it has, which is then marked. */
export function Localized({ reader, text }: LocalizedOf) {
  const language = languageFor(reader.language, text)
  if (!text || !language) return null
  const words = String(text[language])
  return language === reader.language ? words : <span lang={language}>{words}</span>
}

/** Where the words come from that `Localized` shows of a text. */
export function Origin({ reader, text, origins }: LocalizedOf & { origins: unknown }) {
  const language = languageFor(reader.language, text)
  const origin = language && (origins as Record<string, Origin> | undefined)?.[language]
  return origin ? <small class="origin">{inBrackets(reader, say(reader, originWords[origin])).trim()}</small> : null
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
