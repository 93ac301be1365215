import { message } from '../language/messages.ts'
import { dateInSearch, datesIn } from './dates.ts'
import { apostrophes } from './fold.ts'
import { type Expression, isPositive, type Modifiers, QueryProblem, searchFields, termsOf } from './query-terms.ts'
import { withoutQuestion } from './small-words.ts'

// Either: one or more of `All`, parted by `OR` or `|`. All: one or more, between which `AND` may stand, of what `-` or `NOT`
// may stand before, and then the name of a field with a colon: a word, a phrase, or an Either in brackets.

/** Straight, curly and full-width ones: each ends what any other begins. */
export const quotationMarks = '"“”＂'
/** Guillemets, and the corner brackets and title marks of Chinese. */
export const pairs = ['«»', '「」', '『』', '《》', '〈〉'] as const
const phrases = [
  `[${quotationMarks}]([^${quotationMarks}]*)[${quotationMarks}]?`,
  ...pairs.map(([open, close]) => `${open}([^${close}]*)${close}?`),
]
const date = `(${dateInSearch})`
const plainWord = `((?:(?!${dateInSearch})[^\\s${quotationMarks}${pairs.map(([open]) => open).join('')}()|｜])+)`
const inField = `(${searchFields.join('|')})[:：]\\s*(?=[^\\s)|｜])`
const operand = `([-－]?)(?:${inField})?(?:${['(\\()', date, ...phrases, plainWord].join('|')})`
const pieces = new RegExp(['([|｜])', '(\\))', operand].join('|'), 'giu')
/** Marks that part words; those that stand within a word or a number make a phrase of its pieces. */
const between = new RegExp(`(?![-${apostrophes}.&_@:‐‑–·])[\\s\\p{P}+]+`, 'u')
/** A word before a colon that asks for a field. A time has figures before it, an address has `//` behind, and headings begin with a capital. */
const otherField = /^([a-z]{2,20}):(?=[\p{L}\p{N}])/u
/** A word of which only the beginning is written; of fewer letters too many words begin so. */
const beginning = /\p{L}{3}\*$/u
/** How deep brackets may stand in brackets. */
const deepest = 10

type Piece =
  | { kind: 'or' }
  | { kind: 'close' }
  | { kind: 'and' }
  | { kind: 'not' }
  | { kind: 'open'; modifiers: Modifiers }
  | { kind: 'texts'; texts: string[]; modifiers: Modifiers }

export function parseExpression(text: string): Expression | undefined {
  const parser = new Parser([...text.matchAll(pieces)].map(pieceOf))
  return parser.whole()
}

function pieceOf([, or, close, minus, name, open, date, ...quotedAndWord]: RegExpMatchArray): Piece {
  const plain = quotedAndWord.pop()
  const word = date ?? plain
  if (or || word === 'OR') return { kind: 'or' }
  if (close) return { kind: 'close' }
  if (word === 'AND' || word === 'NOT') return { kind: word === 'AND' ? 'and' : 'not' }
  const alone = searchFields.find((field) => word && [`${field}:`, `${field}：`].includes(word.toLowerCase()))
  const without = alone ?? (/^[-－]/.test(word ?? '') ? fieldOf(name) : undefined)
  if (without)
    throw new QueryProblem(
      message(`has a \`${without}:\` without a word after it`, `${without}: 之後沒有字詞`, `${without}: 之后没有字词`),
    )
  const [, unknown] = otherField.exec(word ?? '') ?? []
  if (unknown) throw new QueryProblem(noField(unknown))
  const begins = beginning.test(word ?? '') || undefined
  const modifiers: Modifiers = { excluded: minus !== '', quoted: word === undefined, field: fieldOf(name), begins }
  if (open) return { kind: 'open', modifiers }
  const texts = date
    ? [date]
    : (plain?.split(between).flatMap(withoutQuestion) ?? [quotedAndWord.find((part) => part !== undefined) ?? ''])
  return { kind: 'texts', texts, modifiers }
}

const noField = (name: string) =>
  message(
    `has \`${name}:\`, which is no field of a search: these are ${searchFields.join(', ')}`,
    `${name}: 不是搜尋的欄位；可用的欄位為 ${searchFields.join('、')}`,
    `${name}: 不是搜索的字段；可用的字段为 ${searchFields.join('、')}`,
  )

const fieldOf = (name: string | undefined) => searchFields.find((field) => field === name?.toLowerCase())

class Parser {
  readonly #pieces: Piece[]
  #at = 0

  constructor(pieces: Piece[]) {
    this.#pieces = pieces
  }

  whole(): Expression | undefined {
    const expression = this.#either({ excluded: false }, 0)
    if (this.#at < this.#pieces.length)
      throw new QueryProblem(message('has a `)` that closes nothing', '有多餘的右括號', '有多余的右括号'))
    return expression
  }

  #either(around: Modifiers, depth: number): Expression | undefined {
    if (depth > deepest)
      throw new QueryProblem(
        message(
          `must not have more than ${deepest} brackets within each other`,
          `括號不得超過 ${deepest} 層`,
          `括号不得超过 ${deepest} 层`,
        ),
      )
    const first = this.#all(around, depth)
    if (this.#next()?.kind !== 'or') return first
    const alternatives = [alternative(first)]
    while (this.#next()?.kind === 'or') {
      this.#at += 1
      alternatives.push(alternative(this.#all(around, depth)))
    }
    return { any: alternatives }
  }

  /** Undefined where there are marks alone. */
  #all(around: Modifiers, depth: number): Expression | undefined {
    const all: Expression[] = []
    for (let piece = this.#next(); piece && piece.kind !== 'or' && piece.kind !== 'close'; piece = this.#next()) {
      this.#at += 1
      if (piece.kind === 'and') this.#checkAnd(all.length > 0)
      else all.push(...this.#one(piece, around, depth))
    }
    const [one, ...others] = all
    return others.length > 0 ? { all } : one
  }

  #checkAnd(hasFirst: boolean): void {
    const next = this.#next()?.kind
    if (!hasFirst || !next || next === 'or' || next === 'close' || next === 'and')
      throw new QueryProblem(
        message('has an `AND` without a word on either side', 'AND 的其中一邊沒有字詞', 'AND 的其中一边没有字词'),
      )
  }

  #one(piece: Piece, around: Modifiers, depth: number): Expression[] {
    if (piece.kind === 'not') {
      const next = this.#next()
      if (next?.kind !== 'open' && next?.kind !== 'texts')
        throw new QueryProblem(message('has a `NOT` without a word after it', 'NOT 之後沒有字詞', 'NOT 之后没有字词'))
      this.#at += 1
      return this.#one({ ...next, modifiers: { ...next.modifiers, excluded: true } }, around, depth)
    }
    if (piece.kind !== 'open' && piece.kind !== 'texts') return []
    const { excluded, quoted, field = around.field, begins } = piece.modifiers
    const within = { excluded: excluded || around.excluded, quoted, field, begins }
    const parts =
      piece.kind === 'open' ? this.#group(within, depth) : piece.texts.flatMap((text) => expressionOf(text, within))
    return excluded ? parts.map((not) => ({ not })) : parts
  }

  #group(within: Modifiers, depth: number): Expression[] {
    const inner = this.#either(within, depth + 1)
    if (this.#next()?.kind !== 'close')
      throw new QueryProblem(message('has a `(` that is not closed', '有未關閉的左括號', '有未关闭的左括号'))
    this.#at += 1
    return inner ? [inner] : []
  }

  #next(): Piece | undefined {
    return this.#pieces[this.#at]
  }
}

/** Two years may be those between which a record lies, or both stand in its title. */
function expressionOf(text: string, modifiers: Modifiers): Expression[] {
  const terms = termsOf(text, modifiers)
  const dates = /\p{Nd}\P{Nd}+\p{Nd}/u.test(text) ? datesIn(text) : []
  if (dates.length < 2 || dates.some((date) => date.length > 4)) return terms
  const years = [dates.at(0), dates.at(-1)].flatMap((year = '') => termsOf(year, modifiers))
  return [{ any: [...terms, { all: years }] }]
}

function alternative(expression: Expression | undefined): Expression {
  if (!expression)
    throw new QueryProblem(
      message(
        'has an `OR` or `|` without a word on either side',
        'OR 或 | 的其中一邊沒有字詞',
        'OR 或 | 的其中一边没有字词',
      ),
    )
  if (!isPositive(expression))
    throw new QueryProblem(
      message('has an alternative of excluded words alone', '其中一個選項只有排除的字詞', '其中一个选项只有排除的字词'),
    )
  return expression
}
