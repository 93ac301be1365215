import { isHan } from './characters.ts'
import { fold } from './fold.ts'
import { nameKey } from './name-key.ts'
import { type Expression, type Term, termsOf } from './query-terms.ts'
import { withoutJoining } from './small-words.ts'
import { isPlaced, type Token, tokenize } from './tokens.ts'

// Chinese is written without spaces, so words for two things come as one: 四川中醫藥. Where one part of such a run is the
// whole of a name, the record of that name may be meant by it, and the other part may stand anywhere.

/** A run in two parts, of which one may be the whole of a name: its lexeme, and how many characters or words it has. */
export interface Cut {
  term: Term
  parts: [Term, Term]
  key: string
  size: number
}

/** In characters or words: a longer run is a sentence, a longer part of it no short name. */
const longestRun = 24
const longestName = 10

/** The places where a run may be cut: before or after a Han character. A run in quotation marks is never cut. */
export function cutsOf(term: Term): Cut[] {
  if (term.excluded || term.quoted || term.field) return []
  const placed = tokenize(term.text).filter(({ shape }) => isPlaced(shape))
  if (placed.length > longestRun) return []
  return placed.slice(1).flatMap((token, index) => cutBefore(term, placed, index + 1, token))
}

function cutBefore(term: Term, placed: Token[], index: number, { start }: Token): Cut[] {
  const isBesideHan = [placed[index - 1], placed[index]].some((token) => isHan(token?.lexeme))
  if (!isBesideHan) return []
  const [before, after] = withoutJoining(term.text.slice(0, start), term.text.slice(start))
  const [[first], [second]] = [termsOf(before, { excluded: false }), termsOf(after, { excluded: false })]
  if (!first || !second) return []
  const sizes = [index, placed.length - index]
  return [first, second].flatMap((part, at) => {
    const key = nameKey(fold(part.text))
    const size = sizes[at] ?? 0
    return key && size <= longestName ? [{ term, parts: [first, second] as [Term, Term], key, size }] : []
  })
}

/** The expression in which the terms of these cuts may also be met in parts. */
export function withParts(expression: Expression, cuts: Cut[]): Expression {
  return replaced(expression, cuts, (term, ways) => ({ any: [term, ...ways] }))
}

/**
 * The same with the parts alone: a record that has the run has its parts as well, and records that the run names count
 * for the parts.
 */
export function inParts(expression: Expression, cuts: Cut[]): Expression {
  return replaced(expression, cuts, (_, ways) => (ways.length === 1 && ways[0]) || { any: ways })
}

function replaced(
  expression: Expression,
  cuts: Cut[],
  replace: (term: Term, ways: Expression[]) => Expression,
): Expression {
  const each = (some: Expression[]) => some.map((one) => replaced(one, cuts, replace))
  if ('not' in expression) return expression
  if ('any' in expression) return { any: each(expression.any) }
  if ('all' in expression) return { all: each(expression.all) }
  const ways = cuts.filter(({ term }) => term === expression).map(({ parts }) => ({ all: parts }))
  return ways.length > 0 ? replace(expression, ways) : expression
}
