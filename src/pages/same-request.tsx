import type { Texts } from '../language/texts.ts'
import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'
import { colon } from './value.tsx'

interface SameRequestOf {
  reader: Reader
  base: string
  request: string
  words?: Texts
}

/** The API request that gives the same as a page, or what its words say of it. */
export function SameRequest({ reader, base, request, words = listWords.sameRequest }: SameRequestOf) {
  return (
    <p>
      {`${say(reader, words)}${colon(reader)}`}
      <a href={request}>
        <code>{`GET ${base}${decodeURI(request)}`}</code>
      </a>
    </p>
  )
}
