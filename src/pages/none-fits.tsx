import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

/** In place of records where the registry has none. */
export function NoneFits({ reader }: { reader: Reader }) {
  return (
    <p>
      {say(reader, listWords.nothing)} {say(reader, listWords.nothingNot)}
    </p>
  )
}
