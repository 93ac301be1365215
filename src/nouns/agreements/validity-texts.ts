import { languages, type Texts, texts } from '../../language/texts.ts'
import { dateIn } from '../../model/readable.ts'
import type { SearchText } from '../../model/search-text.ts'
import type { Agreement } from './agreement-schema.ts'

type Validity = Pick<Agreement, 'effectiveOn' | 'expiresOn' | 'endedOn' | 'term'>

const words = {
  effectiveOn: texts('Effective ', '生效：', '生效：'),
  expiresOn: texts('Expires ', '屆滿：', '届满：'),
  endedOn: texts('Ended ', '終止：', '终止：'),
}

/** From when, until when and for how long a document holds, in the words by which people ask for it. */
export function validityTexts({ term, ...dates }: Validity): SearchText[] {
  const ofDates = (['effectiveOn', 'expiresOn', 'endedOn'] as const).flatMap((field) => {
    const date = dates[field]
    return date ? inEach(field, (language) => words[field][language] + dateIn({ language }, date)) : []
  })
  const { years } = term ?? {}
  // A term may be renewed, and most sources do not tell.
  const lasting = texts(`Made for ${years} years, expires unless renewed`, `有效期：${years}年`, `有效期：${years}年`)
  return [...ofDates, ...(years ? inEach('term', (language) => lasting[language]) : [])]
}

const inEach = (field: string, textIn: (language: keyof Texts) => string): SearchText[] =>
  languages.map((language) => ({ field, language, text: textIn(language), weight: 'D' }))
