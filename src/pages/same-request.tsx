import { listWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'
import { colon } from './value.tsx'

/** The API request that gives the same as a page. */
export function SameRequest({ reader, base, request }: { reader: Reader; base: string; request: string }) {
  return (
    <p>
      {`${say(reader, listWords.sameRequest)}${colon(reader)}`}
      <a href={request}>
        <code>{`GET ${base}${decodeURI(request)}`}</code>
      </a>
    </p>
  )
}
