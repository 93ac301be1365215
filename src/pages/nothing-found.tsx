import type { Texts } from '../language/texts.ts'
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

/** The part of the words that was searched for, where no record has all of them. */
export function ReadAs({ reader, readAs }: { reader: Reader; readAs?: string }) {
  if (readAs === undefined) return null
  return (
    <p>
      {`${say(reader, listWords.readAs)}${colon(reader)}`}
      <strong>{readAs}</strong>
    </p>
  )
}

/** Why nothing was found, and what may have been meant. */
export function NothingFound({ reader, given, nothing, address }: NothingOf) {
  const { notFound, didYouMean, fewerWords } = nothing
  const searches = (says: Texts, searches: string[]) =>
    searches.length > 0 && (
      <>
        <p>{`${say(reader, says)}${colon(reader)}`}</p>
        <ul>
          {searches.map((q) => (
            <li key={q}>
              <a href={address({ ...given, q: [q] })}>{q}</a>
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <>
      {notFound.length > 0 && (
        <p>
          {`${say(reader, listWords.notFound)}${colon(reader)}`}
          <strong>{notFound.join(' · ')}</strong>
        </p>
      )}
      {searches(
        listWords.didYouMean,
        didYouMean.map(({ q }) => q),
      )}
      {searches(notFound.length > 0 ? listWords.fewerWords : listWords.apart, fewerWords)}
    </>
  )
}
