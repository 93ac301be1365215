import { isHan } from './characters.ts'
import { exactWord, type Token, tokenize } from './tokens.ts'
import { quote, wordsOf } from './vector.ts'

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
export function toTsquery({ tokens }: Term, weights = ''): string {
  return phrase(tokens, ({ lexeme }) => literal(lexeme, weights))
}

/** The tsquery literal of a term that is still being typed, in names. Stems are shorter than words, so both are tried. */
export function toPrefixTsquery({ text, tokens }: Term): string {
  const ways = (token: Token) => {
    const word = exactWord(text, token)
    return `(${[token.lexeme, word, `=${word}`].map((way) => `${quote(way)}:*AB`).join(' | ')})`
  }
  return phrase(tokens, (token) =>
    token === tokens.at(-1) && !isHan([...token.lexeme][0]) ? ways(token) : literal(token.lexeme, 'AB'),
  )
}

function phrase(tokens: Token[], literalOf: (token: Token) => string): string {
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1]
      return `${before ? ` <${token.position - before.position}> ` : ''}${literalOf(token)}`
    })
    .join('')
}

/** A character of Han by itself is also found where it begins a pair. */
function literal(lexeme: string, weights: string): string {
  const marks = `${isHan(lexeme) ? '*' : ''}${weights}`
  return `${quote(lexeme)}${marks && `:${marks}`}`
}

/** A term as the words that stand in a row where it matches: as it was typed, and folded. */
export function toWords({ text }: Term): { written: string; folded: string } {
  const tokens = tokenize(text)
  return {
    written: wordsOf(tokens, (token) => exactWord(text, token)),
    folded: wordsOf(tokens, ({ lexeme }) => lexeme),
  }
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
