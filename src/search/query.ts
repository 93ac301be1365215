import { quote, type Token, tokenize } from './tokens.ts'

/** One thing that a record must have, or must not: a word, or a phrase. */
export interface Term {
  text: string
  excluded: boolean
  /** Lexemes with their places in the term; never empty. */
  tokens: Token[]
}

const longest = 200
const mostTerms = 12
// Straight, curly and full-width quotation marks, and the corner brackets of Chinese.
const quoted = /(-?)(?:["“”＂]([^"“”＂]*)["“”＂]?|「([^」]*)」?|『([^』]*)』?|([^\s"“”＂「『]+))/gu

export class QueryProblem extends Error {}

/**
 * Reads a search as people type it: every word must match, `"…"` is a phrase, `-` excludes. Marks without a letter or
 * digit are passed over; a search with nothing else matches nothing.
 */
export function parseQuery(text: string): Term[] {
  if (text.trim() === '') throw new QueryProblem('needs at least one word')
  if ([...text].length > longest) throw new QueryProblem(`must not be longer than ${longest} characters`)
  const terms = [...text.replaceAll('－', '-').matchAll(quoted)].flatMap(([, minus, ...parts]) => {
    const words = parts.find((part) => part !== undefined) ?? ''
    const tokens = sequence(words)
    return tokens.length > 0 ? [{ text: words, excluded: minus === '-', tokens }] : []
  })
  if (terms.length > mostTerms) throw new QueryProblem(`must not have more than ${mostTerms} words`)
  return terms
}

/** The lexemes that a term needs, one after the other: of a run of Han the pairs, or its one character. */
function sequence(words: string): Token[] {
  const tokens = tokenize(words)
  return tokens.filter(({ position, start, end }) => {
    const wider = tokens.some(
      (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
    )
    const begins = tokens.some((other) => other.position === position && other.end > end)
    return !wider && !begins
  })
}

/** The tsquery literal of one term; `weights` such as `A` or `AB` keeps to texts of that weight. */
export function toTsquery({ tokens }: Term, weights = '', exact = false): string {
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1]
      const distance = before ? ` <${token.position - before.position}> ` : ''
      const lexeme = exact ? (token.exact ?? token.lexeme) : token.lexeme
      return `${distance}${quote(lexeme)}${weights && `:${weights}`}`
    })
    .join('')
}

/** The tsquery literal of a whole search. A term is also met by a reference to a record whose name it matches. */
export function toSearch(terms: Term[], expansions: ReadonlyMap<Term, string[]>): string {
  return terms
    .map((term) => {
      const ways = [`(${toTsquery(term)})`, ...(expansions.get(term) ?? []).map(quote)]
      return `${term.excluded ? '!' : ''}(${ways.join(' | ')})`
    })
    .join(' & ')
}
