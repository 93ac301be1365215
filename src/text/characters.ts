// The kind of a character for search. It is looked up once for each, because the same few thousand come again and
// again.

const [unknown, han, letter, other] = [0, 1, 2, 3]
/** By code unit: nearly all characters of the record are of one. */
const kinds = new Uint8Array(0x10000)

function kindOf(character: string): number {
  if (character.length === 0) return unknown
  if (character.length > 1) return findKind(character)
  const code = character.charCodeAt(0)
  const known = kinds[code]
  if (known) return known
  const kind = findKind(character)
  kinds[code] = kind
  return kind
}

function findKind(character: string): number {
  if (/^\p{Script=Han}$/u.test(character) && character > '\u2e7f') return han
  return /^[\p{L}\p{N}]$/u.test(character) ? letter : other
}

/** A Chinese character, which is a word by itself. */
export function isHan(character = ''): boolean {
  return kindOf(character) === han
}

/** A letter or digit of a script that is written in words. */
export function isLetter(character = ''): boolean {
  return kindOf(character) === letter
}

/** Whether search looks at the character: either of these. All others separate words or are ignored. */
export function isSearched(character = ''): boolean {
  const kind = kindOf(character)
  return kind === han || kind === letter
}
