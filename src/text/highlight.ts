import { escapeHtml } from '../http/html.ts'
import { fold } from './fold.ts'
import { nameKey } from './name-key.ts'
import type { Query } from './query-language.ts'
import type { Term } from './query-terms.ts'
import { type Token, tokenize } from './tokens.ts'

/** In characters: what is shown of a long text, and how much of it stands before the first hit. */
const shown = 160
const before = 40
/** A text that is hardly longer is shown whole. */
const whole = 200
/** A text is cut at a space where one stands this near. */
const nearby = 20

/** A stretch of a text, and whether it is what was looked for. */
export interface Stretch {
  text: string
  found: boolean
}

/** The text as HTML with the found words in `<em>`; undefined where nothing was found. */
export function highlight(text: string, query: Query): string | undefined {
  return stretchesOf(text, query)
    ?.map(({ text, found }) => (found ? `<em>${escapeHtml(text)}</em>` : escapeHtml(text)))
    .join('')
}

/** The text cut to what stands around the first of the found words; undefined where nothing was found. */
export function stretchesOf(text: string, query: Query): Stretch[] | undefined {
  const spans = merged(spansIn(text, query))
  const [first] = spans
  if (!first) return undefined
  const { start: from, end: to } = windowAround(text, first, spans)
  const stretches: Stretch[] = []
  const add = (text: string, found: boolean) => text !== '' && stretches.push({ text, found })
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

/** All of a name that is what was looked for; otherwise where its words stand. */
function spansIn(text: string, { name, terms }: Query): Span[] {
  const tokens = tokenize(text)
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first && last && name && nameKey(fold(text)) === name.key) return [{ start: first.start, end: last.end }]
  const places = placesOf(tokens)
  return terms
    .filter(({ excluded }) => !excluded)
    .flatMap((term) => waysOf(term).flatMap((way) => occurrences(places, way)))
}

function waysOf({ tokens, compound }: Term): Token[][] {
  const [first] = tokens
  return compound && first ? [tokens, [{ ...first, lexeme: compound }]] : [tokens]
}

type Places = Map<string, Map<number, Token>>

function placesOf(tokens: Token[]): Places {
  const places: Places = new Map()
  for (const token of tokens) {
    const found = places.get(token.lexeme) ?? new Map<number, Token>()
    places.set(token.lexeme, found.set(token.position, token))
  }
  return places
}

function occurrences(places: Places, wanted: Token[]): Span[] {
  const [first] = wanted
  if (!first) return []
  return [...(places.get(first.lexeme)?.values() ?? [])].flatMap((begin) => {
    const found = wanted.map(({ lexeme, position }) =>
      places.get(lexeme)?.get(begin.position + position - first.position),
    )
    const end = found.at(-1)?.end
    return end !== undefined && found.every((token) => token) ? [{ start: begin.start, end }] : []
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
  const wanted = Math.max(start + shown, first.end)
  if (wanted >= text.length) return { start, end: text.length }
  const crossing = spans.find((span) => span.start < wanted && span.end > wanted)
  return { start, end: crossing ? crossing.end : wordBoundary(text, wanted, -1, first.end) }
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
