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

/** The tsquery literal of one term: that its lexemes are there. Whether they stand in a row, its words must say. */
export function toTsquery({ tokens }: Term): string {
  return tokens.map(({ lexeme }) => literal(lexeme)).join(' & ')
}

/** A character of Han by itself is also found where it begins a pair. */
function literal(lexeme: string): string {
  return `${quote(lexeme)}${isHan(lexeme) ? ':*' : ''}`
}

/** A term as the words that stand in a row where it matches: as it was typed, and folded. */
export function toWords({ text }: Term): { written: string; folded: string } {
  const tokens = tokenize(text)
  return {
    written: wordsOf(tokens, (token) => exactWord(text, token)),
    folded: wordsOf(tokens, ({ lexeme }) => lexeme),
  }
}

/** What a record must match. */
export interface Matching {
  /** Answered by the index alone. */
  tsquery: string
  /** The part of it that the index answers quickly. */
  narrow: string
  /** Terms of several lexemes, which must stand in a row, or be met by a reference: a tsquery, or undefined. */
  phrases: { folded: string; references?: string; excluded: boolean }[]
}

/** The index takes long over a term that many references meet: for each record that it looks at it asks about each of them. */
const fewReferences = 8

/** What a whole search asks. A term is also met by a reference to a record whose name it matches. */
export function toMatching(terms: Term[], expansions: ReadonlyMap<Term, string[]>): Matching {
  const lexemes: string[] = []
  const narrow: string[] = []
  const phrases: Matching['phrases'] = []
  for (const term of terms) {
    const { excluded, tokens } = term
    const references = (expansions.get(term) ?? []).map(quote).join(' | ') || undefined
    const isPhrase = tokens.length > 1
    if (isPhrase) phrases.push({ folded: toWords(term).folded, references, excluded })
    if (isPhrase && excluded) continue
    const ways = [`(${toTsquery(term)})`, ...(references ? [references] : [])]
    const lexeme = `${excluded ? '!' : ''}(${ways.join(' | ')})`
    lexemes.push(lexeme)
    if (!excluded && (expansions.get(term)?.length ?? 0) <= fewReferences) narrow.push(lexeme)
  }
  const tsquery = lexemes.join(' & ')
  return { tsquery, narrow: narrow.join(' & ') || tsquery, phrases }
}

/** A term of which the last word is still being typed, to be met by names. */
export interface Typed {
  /** That its lexemes may be there. */
  tsquery: string
  /** How folded names hold it. */
  folded: string
  /** A tsquery that names alone can meet; absent where `folded` says all. */
  written?: string
}

/** Stems are shorter than words, so both are tried. The pairs of Han need no prefix: each is a word by itself. */
export function toTyped(term: Term): Typed {
  const last = term.tokens.at(-1)
  const folded = toWords(term).folded.trimEnd()
  if (!last || last.pair || isHan(last.lexeme)) return { tsquery: toTsquery(term), folded }
  const word = exactWord(term.text, last)
  const before = term.tokens.slice(0, -1).map(({ lexeme }) => literal(lexeme))
  const ways = (...words: string[]) => `(${words.map((way) => `${quote(way)}:*`).join(' | ')})`
  return {
    tsquery: [...before, ways(last.lexeme, word, `=${word}`)].join(' & '),
    folded,
    written: [...before, ways(`=${word}`)].join(' & '),
  }
}
