import { type Token, tokenize } from './tokens.ts'

/** One thing that a record must have, or must not: a word, or a phrase. */
export interface Term {
  text: string
  excluded: boolean
  /** Lexemes with their positions in the term; never empty. */
  tokens: Token[]
  /** The lexeme of a word that hyphens join. */
  compound?: string
  /** Stood in quotation marks. */
  quoted?: boolean
  /** Where it must stand. */
  field?: SearchField
  /** Whether its last word may be cut short. */
  begins?: boolean
  /** Whether its first word may be the end of one; its tokens are those of the others. */
  ends?: boolean
}

/**
 * The fields that a word may be limited to: `title` for titles and names, the others for records that a record refers
 * to.
 */
export const searchFields = ['title', 'signatory', 'place'] as const
export type SearchField = (typeof searchFields)[number]

/** How a term stands in a search. */
export interface Modifiers {
  excluded: boolean
  quoted?: boolean
  field?: SearchField
  begins?: boolean
}

/** The words that a record must have, with their operators. */
export type Expression = Term | { all: Expression[] } | { any: Expression[] } | { not: Expression }

export class QueryProblem extends Error {}

export function termsIn(expression: Expression): Term[] {
  if ('tokens' in expression) return [expression]
  if ('not' in expression) return termsIn(expression.not)
  return ('all' in expression ? expression.all : expression.any).flatMap(termsIn)
}

/** The term for a word or a phrase; none where it has no letter or digit. */
export function termsOf(text: string, modifiers: Modifiers): Term[] {
  const all = tokenize(text)
  const tokens = all.filter(({ shape }) => shape === 'word' || shape === 'single' || shape === 'pair')
  const [compound, ...others] = all.filter(({ shape }) => shape === 'compound')
  const isCompound = compound && others.length === 0 && compound.start === tokens[0]?.start
  const joined = isCompound && compound.end === tokens.at(-1)?.end ? compound.lexeme : undefined
  return tokens.length > 0 ? [{ ...modifiers, text, tokens, compound: joined }] : []
}

/** The same without what need not be there, as long as another word stands beside it. */
export function withoutOptional(expression: Expression, isOptional: (term: Term) => boolean): Expression {
  if ('any' in expression) return { any: expression.any.map((one) => withoutOptional(one, isOptional)) }
  if (!('all' in expression)) return expression
  const needed = expression.all.filter((one) => !('tokens' in one && isOptional(one)))
  if (!needed.some(isPositive)) return expression
  const all = needed.map((one) => withoutOptional(one, isOptional))
  return all.length === 1 && all[0] ? all[0] : { all }
}

/** Whether a record needs a word to be there in order to match. */
export function isPositive(expression: Expression): boolean {
  if ('tokens' in expression) return true
  if ('not' in expression) return false
  return 'all' in expression ? expression.all.some(isPositive) : expression.any.every(isPositive)
}

/** Whether it is more than words and phrases in a row. */
export function hasOperators(expression: Expression): boolean {
  if ('tokens' in expression) return expression.field !== undefined
  return !('all' in expression) || expression.all.some((one) => !('tokens' in one) || hasOperators(one))
}
