import type { Nouns } from '../model/noun.ts'
import { listWords } from './page-words.ts'
import { listAddress, type Reader, say } from './reader.ts'
import { colon, comma } from './value.tsx'

const yearInWords = /(?:^|\s)((?:19|20)\d\d)年?(?=\s|$)/

interface InYearOf {
  reader: Reader
  nouns: Nouns
  q: string
}

/** Words are looked for in names and texts, and few of these say the year: it is a filter of lists. */
export function InYear({ reader, nouns, q }: InYearOf) {
  const year = yearInWords.exec(q)?.[1]
  const others = q.replace(yearInWords, ' ').trim()
  if (!year || others === '') return null
  const dated = [...nouns.values()].filter(({ parameters }) => 'year' in parameters)
  return (
    <p>
      {`${say(reader, listWords.inYear(year, others))}${colon(reader)}`}
      {dated.map(({ name, names }, at) => (
        <>
          {at > 0 && comma(reader)}
          <a href={listAddress(reader, name, { q: [others], year: [year] })}>{say(reader, names.plural)}</a>
        </>
      ))}
    </p>
  )
}
