import type { Violation } from '../http/problems.ts'
import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

/** What is wrong with a value, and what was probably meant. */
export function Wrong({ reader, violation: { detail, suggestion } }: { reader: Reader; violation: Violation }) {
  return (
    <>
      {say(reader, detail)}
      {suggestion && ` ${say(reader, listWords.meant)} ${suggestion}${reader.language === 'en' ? '?' : '？'}`}
    </>
  )
}
