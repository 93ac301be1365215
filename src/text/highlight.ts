import { escapeHtml } from '../http/html.ts'
import { fold } from './fold.ts'
import { nameKey } from './name-key.ts'
import type { Query } from './query-language.ts'
import type { Term } from './query-terms.ts'
import { isSmall } from './small-words.ts'
import { exactWord, type Token, tokenize } from './tokens.ts'

/** In characters: what is shown of a long text, and how much of it stands before the first hit. */
const shown = 160
const before = 40
/** A text that is hardly longer is shown whole. */
const whole = 200
/** A text is cut at a space where one stands this near. */
const nearby = 20

/** A stretch of a text, and whether it matches the query. */
export interface Stretch {
  text: string
  matches: boolean
}

/** The text as HTML with the matching words in `<em>`; undefined where nothing matches. */
export function highlight(text: string, query: Query): string | undefined {
  return stretchesOf(text, query)
    ?.map(({ text, matches }) => (matches ? `<em>${escapeHtml(text)}</em>` : escapeHtml(text)))
    .join('')
}

/** The text cut to what stands around the first match; undefined where nothing matches. */
export function stretchesOf(text: string, query: Query): Stretch[] | undefined {
  const spans = merged(spansIn(text, query))
  const [first] = spans
  if (!first) return undefined
  const { start: from, end: to } = windowAround(text, first, spans)
  const stretches: Stretch[] = []
  const add = (text: string, matches: boolean) => text !== '' && stretches.push({ text, matches })
  add(from > 0 ? '…' : '', false)
  let at = from
  for (const { start, end } of spans.filter((span) => span.start >= from && span.end <= to)) {
    add(text.slice(at, start), false)
    add(text.slice(start, end), true)
    at = end
  }
  add(`${text.slice(at, to)}${to < text.length ? '…' : ''}`, false)
  return stretches
}

interface Span {
  start: number
  end: number
}

/** All of a name that is what was looked for; otherwise where its words stand, but for small ones beside others. */
function spansIn(text: string, { name, terms }: Query): Span[] {
  const tokens = tokenize(text)
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first && last && name?.keys.includes(nameKey(fold(text)) ?? '')) return [{ start: first.start, end: last.end }]
  const index = indexTokens(tokens)
  const asked = terms.filter(({ excluded }) => !excluded)
  const telling = asked.filter((term) => !isSmall(term))
  return (telling.length > 0 ? telling : asked).flatMap((term) => [
    ...waysOf(term).flatMap((way) => occurrences(index, way)),
    ...(term.begins ? begunIn(text, tokens, term) : []),
  ])
}

function waysOf({ tokens, compound }: Term): Token[][] {
  const [first] = tokens
  return compound && first ? [tokens, [{ ...first, lexeme: compound }]] : [tokens]
}

/** Where a text has words that begin with the last of a term. */
function begunIn(text: string, tokens: Token[], term: Term): Span[] {
  const last = term.tokens.at(-1)
  const written = last?.shape === 'word' ? exactWord(term.text, last) : undefined
  return tokens.filter((token) => written && token.shape === 'word' && exactWord(text, token).startsWith(written))
}

type TokenIndex = Map<string, Map<number, Token>>

function indexTokens(tokens: Token[]): TokenIndex {
  const index: TokenIndex = new Map()
  for (const token of tokens) {
    const atPositions = index.get(token.lexeme) ?? new Map<number, Token>()
    index.set(token.lexeme, atPositions.set(token.position, token))
  }
  return index
}

function occurrences(index: TokenIndex, sequence: Token[]): Span[] {
  const [first] = sequence
  if (!first) return []
  return [...(index.get(first.lexeme)?.values() ?? [])].flatMap((begin) => {
    const tokens = sequence.map(({ lexeme, position }) =>
      index.get(lexeme)?.get(begin.position + position - first.position),
    )
    const end = tokens.at(-1)?.end
    return end !== undefined && tokens.every((token) => token) ? [{ start: begin.start, end }] : []
  })
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else result.push({ ...span })
  }
  return result
}

/** Around the first hit, and to the end of the last that begins within. */
function windowAround(text: string, first: Span, spans: Span[]): Span {
  if (text.length <= whole) return { start: 0, end: text.length }
  const start = first.start <= before ? 0 : wordBoundary(text, first.start - before, 1)
  const end = Math.max(start + shown, first.end)
  if (end >= text.length) return { start, end: text.length }
  const crossing = spans.find((span) => span.start < end && span.end > end)
  return { start, end: crossing ? crossing.end : wordBoundary(text, end, -1, first.end) }
}

/** The offset after or before the nearest space in that direction; otherwise one between two characters. */
function wordBoundary(text: string, offset: number, direction: 1 | -1, least = 0): number {
  for (let step = 0; step < nearby; step += 1) {
    const at = offset + step * direction
    if (at < least) break
    if (/\s/.test(text[at - (direction + 1) / 2] ?? '')) return at
  }
  const between = /[\ud800-\udbff]/.test(text[offset - 1] ?? '') && /[\udc00-\udfff]/.test(text[offset] ?? '')
  return between ? offset - 1 : offset
}
