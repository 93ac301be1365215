import { isRandom, printableIn, textsEncodedIn, textsInBase32 } from './encoded-runs.ts'
import { rowOfCodes, withoutEscapes, withoutPercents } from './escapes.ts'

// A working key belongs in the header Authorization and nowhere else. Wherever else one comes, however encoded, the
// request is refused, and neither the log nor a problem repeats it. The service knows the keys of writers by their hashes
// only, so these are told by their shape.

/**
 * This many characters of a key in a row count as the key: the rest could not be guessed, and texts have no such runs.
 */
const tellingPart = 24
/** The same for the administrator's key: half of the shortest one. */
const tellingPartOfAdmin = 16
/** How many encodings within each other are looked into. */
const deepest = 4
/** In characters: no header or address is longer. What is, such as a text in a log, is not looked through and not told. */
const longest = 32_768
const redacted = '[redacted]'

const shapeOfKey = /rcr_[0-9a-z]{8}_[0-9a-z]{8}/i
const smallLetters = /^[a-z0-9/?=&.,:-]*$/
const encodedInSmall = /[0-9a-f]{32}|[a-z2-7]{26}|(?:=[0-9a-f]{2}){3}/
/**
 * Whether a text is too plain for a key in any encoding, be it hex, Base32 or that of mail; only the administrator's own
 * may look like this.
 */
const isPlain = (text: string) => smallLetters.test(text) && !encodedInSmall.test(text)
/**
 * Every key, and every encoding of one that needs no escapes, has at least this many Base64 characters in a row, or those
 * of the least part of one in hex or Base32.
 */
const longRun = 21
const hexOrBase32 = /[0-9a-f]{32}|[a-z2-7]{26}/i
const shortestBase32 = 26

const [other, within, mark, mayEscape] = [0, 1, 2, 3]
const equalsSign = 0x3d
/** The kind of each ASCII character: a part of a key or its encoding, a possible escape, or neither. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Z_]/.test(character)) return mark
  if (/[a-z0-9+/-]/.test(character)) return within
  return /[%\\;#]/.test(character) ? mayEscape : other
})
/** Among other characters, Chinese ones and their punctuation are no forms of a letter or digit. */
const kindBeyond = (code: number) =>
  (code >= 0x30_00 && code <= 0x30_ff) || (code >= 0x34_00 && code <= 0x9f_ff) ? other : mayEscape
const runs = new RegExp(`[0-9A-Za-z]{${tellingPart},}`, 'g')
const base64Runs = /[0-9A-Za-z+/_-]{22,}/g
/**
 * Plain words and addresses have no such run of capitals and others. Each part of the pattern ends where the next one
 * begins, so that no text is tried in more than one way.
 */
const looksEncoded = /^[^A-Z]*[A-Z][^a-z0-9]*[a-z0-9][^A-Z]*[A-Z]/
/** Base64 in lines. */
const wrapped = /[0-9A-Za-z+/_-]{16}[^0-9A-Za-z+/_-]{1,4}[0-9A-Za-z+/_-]{16}/
const shortestLine = 16
const betweenLines = /[^0-9A-Za-z+/_=-]+/g
const hexRuns = /(?:[0-9a-fA-F]{2}){16,}/g
const base32Runs = /[A-Z2-7]{26,}|[a-z2-7]{26,}/g

/**
 * Parts of keys that the process knows in clear, of which every longer part of such a key holds one. All are in small
 * letters, since a path is put in these.
 */
const knownParts = new Set<string>()
const knownSecrets = new Set<string>()

/** Notes a secret that the process knows in clear. */
export function keepSecret(secret: string): void {
  const length = tellingPartOfAdmin / 2
  const small = secret.toLowerCase()
  for (const one of [small, joined(small)]) {
    knownSecrets.add(one)
    for (let at = 0; at + length <= one.length; at += length) knownParts.add(one.slice(at, at + length))
  }
}

/** Whether a text holds a key, or a part of one that is long enough to be used, in any encoding, or is too long to tell. */
export function holdsSecret(text: string): boolean {
  if (text.length < tellingPartOfAdmin) return false
  if (text.length > longest) return true
  // Most addresses are plain, and are looked at for every line of the log.
  if (isPlain(text) && !rowOfCodes.test(text)) return holdsKnown(text) || holdsInParts(text)
  return !isHarmless(text) && holds(text, 0)
}

const holds = (text: string, depth: number) => isTelling(text) || holdsDressed(text, depth)

/**
 * A quick check that most addresses pass. A text is harmless if, without its percent signs, it has no other escapes and
 * no run of characters that is long enough for a key or an encoding of one and may be one. All other texts are examined
 * in full.
 */
function isHarmless(text: string, depth = 0): boolean {
  const plain = withoutPercents(text)
  if (plain === undefined || depth >= deepest) return false
  let run = 0
  let lines = 0
  let isMarked = false
  for (let at = 0; at <= plain.length; at += 1) {
    const code = at < plain.length ? plain.charCodeAt(at) : 0
    const kind = code < kinds.length ? kinds[code] : kindBeyond(code)
    if (kind === mayEscape || (code === equalsSign && plain.charCodeAt(at - 3) === equalsSign)) return false
    if (kind !== other) {
      run += 1
      isMarked ||= kind === mark
      continue
    }
    if (!isMarked && run >= shortestBase32 && hexOrBase32.test(plain.slice(at - run, at))) return false
    if (isMarked && run >= longRun && !isHarmlessRun(plain.slice(at - run, at), depth)) return false
    if (run >= shortestLine) lines += 1
    run = 0
    isMarked = false
  }
  if (lines > 1 && wrapped.test(plain)) return false
  return !holdsKnown(plain) && !holdsInParts(plain) && !rowOfCodes.test(plain)
}

/** A text without what may part a key: spaces, line feeds, hyphens and what prints nothing. */
const joined = (text: string) => text.replaceAll(/[^0-9A-Za-z_]+/g, '')

function holdsInParts(text: string): boolean {
  // Each key of a writer has an underscore.
  if (knownParts.size === 0 && !text.includes('_')) return false
  const whole = joined(text)
  return whole !== text && (shapeOfKey.test(whole) || holdsKnown(whole))
}

/** The same of a run of letters, digits and what Base64 has beside them. */
function isHarmlessRun(run: string, depth: number): boolean {
  if (shapeOfKey.test(run) || hexOrBase32.test(run)) return false
  if (run.split(/[+/_-]/).some((part) => part.length >= tellingPart && isRandom(part))) return false
  return !looksEncoded.test(run) || textsEncodedIn(run).every((one) => isHarmless(one, depth + 1))
}

function hasLongRun(text: string): boolean {
  let run = 0
  for (let at = 0; at < text.length && run < longRun; at += 1) {
    const kind = kinds[text.charCodeAt(at)]
    run = kind === within || kind === mark ? run + 1 : 0
  }
  return run === longRun
}

/** Whether a secret shows when a text is decoded, again and again. */
function holdsDressed(text: string, depth: number): boolean {
  if (depth >= deepest) return false
  const plainer = withoutEscapes(text)
  const inner = plainer === text ? inside(text) : [plainer, ...inside(text)]
  return inner.some((one) => holds(one, depth + 1))
}

function isTelling(text: string): boolean {
  if (holdsKnown(text) || holdsInParts(text)) return true
  return hasLongRun(text) && (shapeOfKey.test(text) || (text.match(runs) ?? []).some(isRandom))
}

function holdsKnown(given: string): boolean {
  if (knownParts.size === 0) return false
  const text = given.toLowerCase()
  for (const part of knownParts)
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) if (isPartOfKnown(text, at)) return true
  return false
}

/** Whether the known part at a place goes on, to either side, for long enough. */
function isPartOfKnown(text: string, at: number): boolean {
  for (let start = Math.max(0, at - tellingPartOfAdmin); start <= at; start += 1) {
    const window = text.slice(start, start + tellingPartOfAdmin)
    if (window.length < tellingPartOfAdmin) break
    for (const secret of knownSecrets) if (secret.includes(window)) return true
  }
  return false
}

/** The texts that runs of Base64, Base32 and hex in a text encode. A run may begin before its encoded text does. */
function inside(given: string): string[] {
  const text = wrapped.test(given) ? given.replaceAll(betweenLines, '') : given
  if (!hasLongRun(text)) return []
  const encoded = (text.match(base64Runs) ?? []).filter((run) => looksEncoded.test(run)).flatMap(textsEncodedIn)
  const hex = (text.match(hexRuns) ?? []).flatMap((run) => printableIn(Buffer.from(run, 'hex')))
  return [...encoded, ...hex, ...(text.match(base32Runs) ?? []).flatMap(textsInBase32)]
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecret(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [withoutSecret(name), withoutSecrets(inner)]))
}

/** A text as it may be told: nothing of one that holds a secret, or of an address its path; of a long one the beginning. */
export function withoutSecret(text: string): string {
  if (text.length > longest) return `${withoutSecret(text.slice(0, longest))}…`
  if (!holdsSecret(text)) return text
  const [path = '', query] = text.split('?', 2)
  return query !== undefined && path.startsWith('/') && !holdsSecret(path) ? `${path}?${redacted}` : redacted
}

/** A value of which no text holds a secret; the same one where none does. */
export function safeToTell<T extends object>(value: T): T {
  return holdsSecret(JSON.stringify(value)) ? (withoutSecrets(value) as T) : value
}

/** A document of JSON, such as a line of the log, without secrets. */
export function jsonWithoutSecrets(json: string): string {
  return holdsSecret(json) ? JSON.stringify(withoutSecrets(JSON.parse(json))) : json
}
