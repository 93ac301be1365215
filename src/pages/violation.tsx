import type { Violation } from '../http/problems.ts'
import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

/** What is wrong with a value; the rule that it breaks is told as the contract has it, in English. */
export function Wrong({ reader, violation: { detail, suggestion } }: { reader: Reader; violation: Violation }) {
  return (
    <>
      {reader.language === 'en' ? detail : `${say(reader, listWords.notUsable)}（`}
      {reader.language !== 'en' && <span lang="en">{detail}</span>}
      {reader.language === 'en' ? '' : '）'}
      {suggestion && ` ${say(reader, listWords.meant)} ${suggestion}${reader.language === 'en' ? '?' : '？'}`}
    </>
  )
}
