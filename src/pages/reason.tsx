import { seedReason } from '../nouns/introduction.ts'
import { PlainWords } from './localized.tsx'
import { type Reader, say } from './reader.ts'

/** The reason of a change, in the words of whoever made it; that of the first start is the registry's own. */
export function Reason({ reader, words }: { reader: Reader; words: string }) {
  if (words === seedReason.en) return <>{say(reader, seedReason)}</>
  return <PlainWords reader={reader} words={words} />
}
