import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

/** In place of records where the registry has none. */
export function NoneFits({ reader }: { reader: Reader }) {
  return (
    <p>
      {[listWords.nothing, listWords.nothingNot]
        .map((words) => say(reader, words))
        .join(reader.language === 'en' ? ' ' : '')}
    </p>
  )
}
