// What a character is to the search. Looked up once for each, as the same few thousand come again and again.

type Kind = 'han' | 'letter' | 'other'

const kinds = new Map<string, Kind>()
const mostKinds = 50_000

function kindOf(character: string): Kind {
  const known = kinds.get(character)
  if (known) return known
  const kind = /^\p{Script=Han}$/u.test(character) && character > '\u2e7f' ? 'han' : wordKind(character)
  if (kinds.size < mostKinds) kinds.set(character, kind)
  return kind
}

function wordKind(character: string): Kind {
  return /^[\p{L}\p{N}]$/u.test(character) ? 'letter' : 'other'
}

/** A Chinese character, which is a word by itself. */
export function isHan(character = ''): boolean {
  return kindOf(character) === 'han'
}

/** A letter or digit of a script that is written in words. */
export function isLetter(character = ''): boolean {
  return kindOf(character) === 'letter'
}
