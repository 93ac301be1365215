import { datesIn } from './dates.ts'
import { inFull, longestMeaning, otherWords } from './everyday-words.ts'
import { toTsquery } from './matching.ts'
import { otherNumbers } from './numbered-parts.ts'
import { type Term, termsOf } from './query-terms.ts'
import { placeCalled, tieWith, withHongKongSecond } from './short-places.ts'
import { isSmallWord } from './small-words.ts'
import { initialsLexeme, lexemesOfAny, quote } from './vector.ts'

// Other meanings of a word of a search: each is a tsquery that a record may match instead of the word.

/** Those of a given name: K.C. for Ka-chiu. */
const initials = /^([a-z])\.([a-z])\.?$/i

/** The meanings that a word has for itself: a date is that of the record, too. */
export function meaningsOf({ text, tokens: [token, ...others], quoted, field }: Term): string[] {
  if (!token || quoted || field) return []
  const dates = lexemesOfAny(datesIn(text))
  if (dates.length > 0) return [`(${dates.map(quote).join(' | ')})`]
  const [, first, second] = initials.exec(text) ?? []
  if (first && second)
    return [quote(initialsLexeme(`${first}${second}`.toLowerCase())), ...otherWords(text).flatMap(allOf)]
  const place = others.length === 0 ? placeCalled(token.lexeme) : undefined
  return [...(place ? [place] : []), ...otherWords(text)].flatMap(allOf)
}

const allOf = (text: string) => termsOf(text, { excluded: false }).map((term) => `(${toTsquery(term)})`)

/** For words in a row that stand for something together, such as "Memorandum of Understanding", what meets each of them, and for the number behind "Supplement". */
export function meaningsOfRuns(terms: Term[]): ReadonlyMap<Term, string[]> {
  const meanings = new Map<Term, string[]>()
  const add = (some: Term[], others: string[]) => {
    const ways = others.flatMap(allOf)
    for (const term of ways.length > 0 ? some : []) meanings.set(term, [...(meanings.get(term) ?? []), ...ways])
  }
  for (let length = 2; length <= longestMeaning; length += 1)
    for (let start = 0; start + length <= terms.length; start += 1) {
      const run = terms.slice(start, start + length)
      if (run.some(({ quoted, field, excluded }) => quoted || field || excluded)) continue
      const text = run.map(({ text }) => text).join(' ')
      add(run, otherWords(text))
      add(run.slice(1), otherNumbers(text))
    }
  return meanings
}

/** The same term as names would have it: in its usual form, or a place in full as it is called in ties with Hong Kong. */
export function asNamesHaveIt(term: Term): Term | undefined {
  const { text, quoted, ...modifiers } = term
  if (quoted) return undefined
  const tie = modifiers.field ? undefined : tieWith(text)
  return inUsualForm(term) ?? (tie === undefined ? undefined : termsOf(tie, modifiers)[0])
}

/** The same term without short forms, and with Hong Kong second in the names of ties with it. */
export function inUsualForm({ text, quoted, ...modifiers }: Term): Term | undefined {
  if (quoted) return undefined
  const full = inFull(text)
  const usual = withHongKongSecond(full ?? text) ?? full
  return usual === undefined ? undefined : termsOf(usual, modifiers)[0]
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
