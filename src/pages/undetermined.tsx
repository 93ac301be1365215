import type { z } from 'zod'
import type { undeterminedAnswer } from '../read/undetermined.ts'
import { undeterminedWords } from './page-words.ts'
import { pageOfRequest, type Reader, say } from './reader.ts'

export type UndeterminedRecords = z.infer<typeof undeterminedAnswer>

/** States for how many records it is not known whether they fit, and links to them; empty if there are none. */
export function Undetermined({ reader, undetermined }: { reader: Reader; undetermined?: UndeterminedRecords }) {
  const { count = 0, href } = undetermined ?? {}
  if (count === 0 || !href) return null
  return (
    <p class="unknown">
      <a href={pageOfRequest(reader, href)}>{say(reader, undeterminedWords(count))}</a>
    </p>
  )
}
