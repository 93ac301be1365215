import type { Violation } from '../http/problems.ts'
import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

/** What is wrong with a value, and what was probably meant. */
export function Wrong({ reader, violation: { detail, suggestion } }: { reader: Reader; violation: Violation }) {
  return (
    <>
      {say(reader, detail)}
      {suggestion && asked(reader, suggestion)}
    </>
  )
}

function asked(reader: Reader, suggestion: string): string {
  const meant = say(reader, listWords.meant)
  return reader.language === 'en' ? ` ${meant} ${suggestion}?` : `${meant} ${suggestion}？`
}
