import { message } from '../language/messages.ts'
import { asPrinted, idIn } from './copied-text.ts'
import { inFull, otherWords } from './everyday-words.ts'
import { fold } from './fold.ts'
import { namesAddressed } from './forms-of-address.ts'
import { nameKey } from './name-key.ts'
import { pageIn } from './page-address.ts'
import { parseExpression, quotationMarks } from './query-parser.ts'
import { type Expression, hasOperators, isPositive, QueryProblem, type Term, termsIn } from './query-terms.ts'
import { readingsOf } from './readings.ts'
import { withHongKongFirst, withHongKongSecond } from './short-places.ts'
import { isSmall } from './small-words.ts'
import { lettersOf } from './tokens.ts'
import { idLexeme } from './vector.ts'
import { type Rows, wordsInRow } from './words-in-row.ts'

/** A search as it was read: the name that it may be, and its words and operators. */
export interface Query {
  /** As its reader would see it. */
  text: string
  /** The whole of it as a name: its lexeme, those of other readings, and its words in a row. */
  name?: { keys: string[]; row: Rows }
  /** The lexemes of the names of people who may be addressed by it. */
  addressed?: string[]
  /** The lexemes of the names that it may have among operators: what is not excluded, each alternative, what a title has. */
  named?: string[]
  /** Absent where it has no words, or where there is a problem. */
  expression?: Expression
  /** Why it cannot be read other than as a name. */
  problem?: string
  /** All terms of the expression. */
  terms: Term[]
}

/** In letters and digits: what can be asked of the index in one go. A name may be longer. */
const longest = 200
/** In letters and digits: what is as long is a title that was copied, and may be cut at its end, within a word or a bracket. */
const asTitle = 40
const ellipsis = /(?:…|⋯|(?<!\.)\.{2,})\s*$/
const marks = new RegExp(`[()|｜${quotationMarks}]`, 'g')

/**
 * Reads a search as people type it: every word must match except small ones, `"…"` is a phrase, `-` excludes, `OR` and
 * `|` stand between alternatives, brackets group. Marks without a letter or digit are ignored; a search with nothing
 * else has no terms and matches nothing. A text that cannot be a name is refused; a text that makes no sense as words
 * may still be a name.
 */
export function parseQuery(copied: string): Query {
  const text = asPrinted(copied)
  if (text.trim() === '')
    throw new QueryProblem(message('needs at least one word', '最少須有一個字詞', '最少须有一个字词'))
  const id = idIn(copied)
  const keys = [...new Set([...nameKeys(text, copied), ...(id ? [idLexeme(id)] : [])])]
  const name = keys.length > 0 ? { keys, row: wordsInRow(text) } : undefined
  try {
    const expression = readExpression(text, lettersOf(fold(text)).length)
    const bare = name && expression && keyOfBare(expression)
    return {
      text,
      name: bare ? { ...name, keys: [...name.keys, bare] } : name,
      addressed: namesAddressed(text).flatMap((one) => nameKey(fold(one)) ?? []),
      named: expression && hasOperators(expression) ? namedIn(expression) : [],
      expression,
      terms: expression ? termsIn(expression) : [],
    }
  } catch (error) {
    if (!(error instanceof QueryProblem) || !name) throw error
    return { text, name, problem: error.message, terms: [] }
  }
}

/** The lexemes of the names that the whole of a text may be, the less that is left out or changed the earlier. */
export function nameKeys(text: string, copied: string): string[] {
  const keysOf = (texts: string[]) =>
    [...new Set([...new Set(texts)].flatMap(readingsOf))].flatMap((reading) => nameKey(fold(reading)) ?? [])
  const pages = [copied, text].flatMap((one) => pageIn(one) ?? [])
  const own = [...keysOf([text, copied]), ...pages.flatMap((page) => nameKey(fold(page)) ?? [])]
  // Marks alone are no name, though `&` stands for a word.
  const turned = [withHongKongSecond(text) ?? text, withHongKongFirst(text)]
  const others = own.length > 0 ? keysOf([...otherWords(text), inFull(text) ?? text, ...turned]) : []
  return [...new Set([...own, ...others])]
}

/** Whether a text is as long as a title. */
export const isTitle = (text: string) => lettersOf(fold(text)).length >= asTitle

/** The words of a question without the small ones may be a name: when was CEPA signed. */
function keyOfBare(expression: Expression): string | undefined {
  const terms = 'all' in expression ? expression.all : []
  const telling = terms.flatMap((one) => ('tokens' in one && !isSmall(one) ? [one] : []))
  const isPlain = terms.every((one) => 'tokens' in one && !one.field)
  return isPlain && telling.length < terms.length ? nameKey(fold(telling.map(({ text }) => text).join(' '))) : undefined
}

/** In alternatives: for how many names are looked for. */
export const mostNamed = 8

function namedIn(expression: Expression): string[] {
  if ('any' in expression) return expression.any.slice(0, mostNamed).flatMap(namedIn).slice(0, mostNamed)
  const text = plainWords(expression)
  const key = text && nameKey(fold(text))
  return key ? [key] : []
}

/** The words of a search without what it excludes; undefined where they are more than words in a row, or in titles. */
export function plainWords(expression: Expression): string | undefined {
  const all = 'all' in expression ? expression.all.filter((one) => !('not' in one)) : [expression]
  const words = all.flatMap((one) => ('tokens' in one && (one.field ?? 'title') === 'title' ? one.text : []))
  return words.length === all.length ? words.join(' ') : undefined
}

/** In a title that was cut within brackets or quotation marks, these are marks like others. */
function readTitle(text: string): Expression | undefined {
  try {
    return parseExpression(text)
  } catch (error) {
    const unmarked = text.replace(marks, ' ')
    if (!(error instanceof QueryProblem) || unmarked === text) throw error
    return parseExpression(unmarked)
  }
}

/** The words of a title whose last may be cut short. */
function cutShort(expression: Expression | undefined): Expression | undefined {
  if (!expression || 'not' in expression || 'any' in expression) return expression
  if ('tokens' in expression)
    return expression.quoted || expression.field ? expression : { ...expression, begins: true }
  const last = cutShort(expression.all.at(-1))
  return last ? { all: [...expression.all.slice(0, -1), last] } : expression
}

function readExpression(text: string, letters: number): Expression | undefined {
  if (letters > longest)
    throw new QueryProblem(
      message(
        `must be no longer than ${longest} letters, or be the whole of a name`,
        `不得超過 ${longest} 個字母，或須為完整名稱`,
        `不得超过 ${longest} 个字母，或须为完整名称`,
      ),
    )
  const isLong = letters >= asTitle
  const read = isLong ? readTitle(text) : parseExpression(text)
  const expression = isLong || ellipsis.test(text) ? cutShort(read) : read
  if (expression && !isPositive(expression))
    throw new QueryProblem(
      message('needs at least one word that is not excluded', '最少須有一個非排除的字詞', '最少须有一个非排除的字词'),
    )
  return expression
}
