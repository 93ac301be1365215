import { escapeHtml } from '../http/html.ts'
import type { Term } from './query.ts'
import { type Token, tokenize } from './tokens.ts'

const around = 80

/** The text as HTML with the found words in `<em>`, cut to what stands around the first; undefined where nothing was found. */
export function highlight(text: string, terms: Term[]): string | undefined {
  const tokens = tokenize(text)
  const spans = merged(terms.filter(({ excluded }) => !excluded).flatMap((term) => occurrences(tokens, term.tokens)))
  const [first] = spans
  if (!first) return undefined
  const from = cut(text, first.start - around)
  const to = cut(text, Math.max(first.end + around, from + 2 * around))
  let html = from > 0 ? '…' : ''
  let at = from
  for (const { start, end } of spans.filter((span) => span.start >= from && span.end <= to)) {
    html += `${escapeHtml(text.slice(at, start))}<em>${escapeHtml(text.slice(start, end))}</em>`
    at = end
  }
  return `${html}${escapeHtml(text.slice(at, to))}${to < text.length ? '…' : ''}`
}

interface Span {
  start: number
  end: number
}

function occurrences(tokens: Token[], wanted: Token[]): Span[] {
  const [first] = wanted
  if (!first) return []
  const at = (lexeme: string, position: number) =>
    tokens.find((token) => token.lexeme === lexeme && token.position === position)
  return tokens
    .filter(({ lexeme }) => lexeme === first.lexeme)
    .flatMap((begin) => {
      const found = wanted.map((token) => at(token.lexeme, begin.position + token.position - first.position))
      return found.every((token) => token !== undefined)
        ? [{ start: begin.start, end: Math.max(...found.map((token) => token.end)) }]
        : []
    })
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else result.push({ ...span })
  }
  return result
}

/** An offset within the text that does not fall between the halves of a surrogate pair. */
function cut(text: string, offset: number): number {
  const within = Math.min(Math.max(offset, 0), text.length)
  return /[\uDC00-\uDFFF]/.test(text[within] ?? '') && within > 0 ? within - 1 : within
}
