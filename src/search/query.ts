import { exactLexeme, type Token, tokenize } from './tokens.ts'
import { quote } from './vector.ts'

/** One thing that a record must have, or must not: a word, or a phrase. */
export interface Term {
  text: string
  excluded: boolean
  /** Lexemes with their places in the term; never empty. */
  tokens: Token[]
}

const longest = 200
const mostTerms = 12
// Straight, curly and full-width quotation marks, guillemets, and the corner brackets and title marks of Chinese.
const pieces =
  /([-－]?)(?:["“”＂]([^"“”＂]*)["“”＂]?|«([^»]*)»?|「([^」]*)」?|『([^』]*)』?|《([^》]*)》?|〈([^〉]*)〉?|([^\s"“”＂«「『《〈]+))/gu
/** Marks that part words; those that stand within a word or a number make a phrase of its pieces. */
const between = /(?![-'’.&_@:‐‑–·])[\s\p{P}]+/u

export class QueryProblem extends Error {}

/**
 * Reads a search as people type it: every word must match, `"…"` is a phrase, `-` excludes. Marks without a letter or
 * digit are passed over; a search with nothing else has no terms and matches nothing.
 */
export function parseQuery(text: string): Term[] {
  if (text.trim() === '') throw new QueryProblem('needs at least one word')
  if ([...text].length > longest) throw new QueryProblem(`must not be longer than ${longest} characters`)
  const terms = [...text.matchAll(pieces)].flatMap(([, minus, ...parts]) => {
    const word = parts.pop()
    const texts = word?.split(between) ?? [parts.find((part) => part !== undefined) ?? '']
    return texts.map((text) => ({ text, excluded: minus !== '', tokens: sequence(text) }))
  })
  const searchable = terms.filter(({ tokens }) => tokens.length > 0)
  if (searchable.length > mostTerms) throw new QueryProblem(`must not have more than ${mostTerms} words`)
  if (searchable.length > 0 && searchable.every(({ excluded }) => excluded))
    throw new QueryProblem('needs at least one word that is not excluded')
  return searchable
}

/** The lexemes that a term needs, one after the other: of a run of Han the pairs, or its one character. */
function sequence(text: string): Token[] {
  return tokenize(text).filter(({ part }) => !part)
}

/** The tsquery literal of one term; `weights` such as `A` or `AB` keeps to texts of that weight. */
export function toTsquery(term: Term, weights = '', exact = false): string {
  return phrase(term, exact, () => weights)
}

/** The tsquery literal of a term that is still being typed, in names. Stems are shorter than words, so both are tried. */
export function toPrefixTsquery(term: Term): string {
  const label = (last: boolean) => (last ? '*AB' : 'AB')
  return `(${phrase(term, false, label)} | ${phrase(term, true, label)})`
}

function phrase({ text, tokens }: Term, exact: boolean, label: (last: boolean) => string): string {
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1]
      const distance = before ? ` <${token.position - before.position}> ` : ''
      const marks = label(index === tokens.length - 1)
      return `${distance}${quote(exact ? exactLexeme(text, token) : token.lexeme)}${marks && `:${marks}`}`
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
