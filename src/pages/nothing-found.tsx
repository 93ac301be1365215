import type { Nothing } from '../read/search/explain-nothing.ts'
import { listWords } from './page-words.ts'
import { type Given, type Reader, say } from './reader.ts'
import { colon } from './value.tsx'

interface NothingOf {
  reader: Reader
  given: Given
  nothing: Nothing
  /** The page that was asked for, with other words. */
  address: (given: Given) => string
}

/** Why nothing was found, and what may have been meant. */
export function NothingFound({ reader, given, nothing, address }: NothingOf) {
  const { notFound, didYouMean } = nothing
  const others = withoutWords(given.q?.[0] ?? '', notFound)
  const apart = notFound.length === 0 ? plainWords(given.q?.[0] ?? '') : []
  return (
    <>
      {notFound.length > 0 && (
        <p>
          {`${say(reader, listWords.notFound)}${colon(reader)}`}
          <strong>{notFound.join(' · ')}</strong>
        </p>
      )}
      {others && (
        <p>
          {`${say(reader, listWords.without)}${colon(reader)}`}
          <a href={address({ ...given, q: [others] })}>{others}</a>
        </p>
      )}
      {apart.length > 1 && (
        <>
          <p>{`${say(reader, listWords.apart)}${colon(reader)}`}</p>
          <ul class="inline">
            {apart.map((word) => (
              <li key={word}>
                <a href={address({ ...given, q: [word] })}>{word}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {didYouMean.length > 0 && (
        <>
          <p>{say(reader, listWords.didYouMean)}</p>
          <ul>
            {didYouMean.map(({ q }) => (
              <li key={q}>
                <a href={address({ ...given, q: [q] })}>{q}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The words of a search that is nothing but words. */
const plainWords = (q: string): string[] =>
  /["()|]|(?:^|\s)(?:-|OR\b)/.test(q) ? [] : [...new Set(q.split(/\s+/).filter((word) => word !== ''))]

/** The search without the words that no record has; undefined if that leaves all of it or nothing. */
function withoutWords(q: string, notFound: string[]): string | undefined {
  const unknown = new Set(notFound.map((word) => word.toLowerCase()))
  const all = q.split(/\s+/).filter((word) => word !== '')
  const others = all.filter((word) => !unknown.has(word.toLowerCase()))
  return others.length > 0 && others.length < all.length ? others.join(' ') : undefined
}
