import { toTsquery } from './matching.ts'
import { type Term, termsOf } from './query-terms.ts'
import { placeCalled, withHongKongSecond } from './short-places.ts'
import { isSmallWord } from './small-words.ts'
import { quote, yearLexeme } from './vector.ts'

// Other meanings of a word of a search: each is a tsquery that a record may match instead of the word.

/** Abbreviations of ordinary words, by their lexeme. */
const abbreviations: Readonly<Record<string, string[]>> = {
  mou: ['memorandum of understanding', '諒解備忘錄'],
  loi: ['letter of intent', '意向書'],
  coop: ['cooperation'],
  dept: ['department'],
  gov: ['government'],
  "gov't": ['government'],
  govt: ['government'],
  intl: ['international'],
  univ: ['university'],
}

const year = /^((?:19|20)\d\d)年?$/

/** The meanings that a word has for itself: a year is that of the record, too. */
export function meaningsOf({ text, tokens: [token, ...others], quoted, field }: Term): string[] {
  if (!token || quoted || field) return []
  const [, asked] = year.exec(text) ?? []
  if (asked) return [quote(yearLexeme(asked))]
  if (others.length > 0) return []
  const place = placeCalled(token.lexeme)
  return [...(place ? [place] : []), ...(abbreviations[token.lexeme] ?? [])].flatMap(allOf)
}

const allOf = (text: string) => termsOf(text, { excluded: false }).map((term) => `(${toTsquery(term)})`)

/** The same term as the names of ties with Hong Kong would have it. */
export function inUsualOrder({ text, quoted, ...standing }: Term): Term | undefined {
  const turned = quoted ? undefined : withHongKongSecond(text)
  return turned === undefined ? undefined : termsOf(turned, standing)[0]
}

/** The lexeme of a word that may be made of the first letters of a name. */
export function acronymOf({ tokens: [token, ...others], quoted, field }: Term): string | undefined {
  const isOneWord = token && others.length === 0 && !quoted && !field
  return isOneWord && /^[a-z]{2,6}$/.test(token.lexeme) ? token.lexeme : undefined
}

/** The words of a folded name, or those in a row within it, that have the letters of an acronym. */
export function spelledOut(acronym: string, name: string): string | undefined {
  const words = name.split(' ').filter((word) => word !== '' && !isSmallWord(word))
  for (let start = 0; start + acronym.length <= words.length; start += 1) {
    const some = words.slice(start, start + acronym.length)
    if (some.map(([first]) => first).join('') === acronym) return `(${some.map(quote).join(' & ')})`
  }
  return undefined
}
