import { message } from '../http/issue-words.ts'
import { type Expression, isPositive, QueryProblem, termsOf } from './query-terms.ts'

// Either: one or more of `All`, parted by `OR` or `|`. All: one or more of what `-` may stand before: a word, a phrase, or
// an Either in brackets.

// Straight, curly and full-width quotation marks, guillemets, and the corner brackets and title marks of Chinese.
const pieces =
  /([|｜])|(\))|([-－]?)(?:(\()|["“”＂]([^"“”＂]*)["“”＂]?|«([^»]*)»?|「([^」]*)」?|『([^』]*)』?|《([^》]*)》?|〈([^〉]*)〉?|([^\s"“”＂«「『《〈()|｜]+))/gu
/** Marks that part words; those that stand within a word or a number make a phrase of its pieces. */
const between = /(?![-'’.&_@:‐‑–·])[\s\p{P}]+/u
/** How deep brackets may stand in brackets. */
const deepest = 10

type Piece =
  | { kind: 'or' }
  | { kind: 'close' }
  | { kind: 'open'; excluded: boolean }
  | { kind: 'texts'; texts: string[]; excluded: boolean }

export function parseExpression(text: string): Expression | undefined {
  const parser = new Parser([...text.matchAll(pieces)].map(pieceOf))
  return parser.whole()
}

function pieceOf([, or, close, minus, open, ...quotedAndWord]: RegExpMatchArray): Piece {
  const word = quotedAndWord.pop()
  if (or || word === 'OR') return { kind: 'or' }
  if (close) return { kind: 'close' }
  const excluded = minus !== ''
  if (open) return { kind: 'open', excluded }
  const texts = word?.split(between) ?? [quotedAndWord.find((part) => part !== undefined) ?? '']
  return { kind: 'texts', texts, excluded }
}

class Parser {
  readonly #pieces: Piece[]
  #at = 0

  constructor(pieces: Piece[]) {
    this.#pieces = pieces
  }

  whole(): Expression | undefined {
    const expression = this.#either(false, 0)
    if (this.#at < this.#pieces.length)
      throw new QueryProblem(message('has a `)` that closes nothing', '有多餘的右括號', '有多余的右括号'))
    return expression
  }

  #either(excluded: boolean, depth: number): Expression | undefined {
    if (depth > deepest)
      throw new QueryProblem(
        message(
          `must not have more than ${deepest} brackets within each other`,
          `括號不得超過 ${deepest} 層`,
          `括号不得超过 ${deepest} 层`,
        ),
      )
    const first = this.#all(excluded, depth)
    if (this.#next()?.kind !== 'or') return first
    const alternatives = [alternative(first)]
    while (this.#next()?.kind === 'or') {
      this.#at += 1
      alternatives.push(alternative(this.#all(excluded, depth)))
    }
    return { any: alternatives }
  }

  /** Undefined where there are marks alone. */
  #all(excluded: boolean, depth: number): Expression | undefined {
    const all: Expression[] = []
    for (let piece = this.#next(); piece && piece.kind !== 'or' && piece.kind !== 'close'; piece = this.#next()) {
      this.#at += 1
      const within = excluded || piece.excluded
      const parts =
        piece.kind === 'open' ? this.#group(within, depth) : piece.texts.flatMap((text) => termsOf(text, within))
      for (const one of parts) all.push(piece.excluded ? { not: one } : one)
    }
    const [one, ...others] = all
    return others.length > 0 ? { all } : one
  }

  #group(excluded: boolean, depth: number): Expression[] {
    const inner = this.#either(excluded, depth + 1)
    if (this.#next()?.kind !== 'close')
      throw new QueryProblem(message('has a `(` that is not closed', '有未關閉的左括號', '有未关闭的左括号'))
    this.#at += 1
    return inner ? [inner] : []
  }

  #next(): Piece | undefined {
    return this.#pieces[this.#at]
  }
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
