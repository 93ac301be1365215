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

/** Words that do not say in which language they are, such as a note: by what most of their letters are. */
export function PlainWords({ reader, words }: { reader: Reader; words: string }) {
  const lettersOf = (script: RegExp) => words.match(script)?.length ?? 0
  const isEnglish = lettersOf(/\p{Script=Latin}/gu) > lettersOf(/\p{Script=Han}/gu)
  if (isEnglish === (reader.language === 'en') || !/\s|\p{Script=Han}/u.test(words)) return <>{words}</>
  return <span lang={isEnglish ? 'en' : 'zh'}>{words}</span>
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
