import { fold, normalize } from './fold.ts'
import { eachToken, exactWord, isPlaced, type Shape } from './tokens.ts'

/** A text as words in a row with a space on either side, as they are folded and as they were written. */
export interface Rows {
  folded: string
  /** With the marks between characters of Han, of which each is a word. */
  written: string
}

/** Puts the words of a text in a row. */
export class WordsInRow {
  readonly #text: string
  readonly #folded: string[] = []
  readonly #written: string[] = []
  /** Where the last word ended, if it was a character of Han. */
  #lastHan = -1

  constructor(text: string) {
    this.#text = text
  }

  addFolded(lexeme: string): void {
    this.#folded.push(lexeme)
  }

  addWritten(exact: string, shape: Shape, start: number, end: number): void {
    const isWord = shape === 'word'
    if (!isWord && this.#lastHan >= 0 && this.#lastHan < start) {
      const marks = marksIn(this.#text.slice(this.#lastHan, start))
      if (marks) this.#written.push(marks)
    }
    this.#lastHan = isWord ? -1 : end
    this.#written.push(exact)
  }

  rows(): Rows {
    return { folded: spaced(this.#folded), written: spaced(this.#written) }
  }
}

export function wordsInRow(text: string): Rows {
  const words = new WordsInRow(text)
  eachToken(fold(text), text, (lexeme, shape, start, end) => {
    if (!isPlaced(shape)) return
    words.addFolded(lexeme)
    words.addWritten(exactWord(text, { start, end }), shape, start, end)
  })
  return words.rows()
}

/** The same where the last word may go on. */
export function openEnded({ folded, written }: Rows): Rows {
  return { folded: folded.trimEnd(), written: written.trimEnd() }
}

/** Without the line that parts one text from the next. */
function marksIn(text: string): string {
  return normalize(text).replace(/[\s|]/g, '')
}

function spaced(words: string[]): string {
  return words.length > 0 ? ` ${words.join(' ')} ` : ''
}
