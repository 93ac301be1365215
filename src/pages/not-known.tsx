import { emptyWords } from '../model/field-marks.ts'
import { type Reader, say } from './reader.ts'

/** In place of a fact that no source read so far states: a dash would read as a no. */
export function NotKnown({ reader }: { reader: Reader }) {
  return <span class="unknown">{say(reader, emptyWords['not-known'])}</span>
}
