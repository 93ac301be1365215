import type { Database } from '../../database/connect.ts'
import type { Noun } from '../../model/noun.ts'
import type { NounName } from '../../model/record-name.ts'
import { isHan } from '../../text/characters.ts'
import { replaceWord } from '../../text/fewer-words.ts'
import type { Term } from '../../text/query-terms.ts'
import { isTelling, nearestWord } from '../../text/slips.ts'
import { misspellingOf, type Near, namesNear } from './near-names.ts'

/** A name that may have been meant, and the search in which it stands for what was written. */
export interface Meant {
  noun: NounName
  id: string
  name: string
  q: string
}

export interface Spelling {
  meant: Meant
  /** Whether the name is near all of what was written. */
  isWhole: boolean
  /** Whether it is told where nothing is found by it either. */
  isSure: boolean
}

/** For how many of the words that nothing has another spelling is looked for. */
const mostLookedUp = 3

/** The search with names near it, or near the words that nothing has, in place of what was written. */
export async function otherSpellings(
  db: Database,
  nouns: Noun[],
  q: string,
  text: string,
  terms: Term[],
  missing: Term[],
): Promise<Spelling[]> {
  // All missing characters at once are too many slips.
  const areLetters = missing.length > 0 && missing.every(({ text }) => !isHan(text[0]))
  const known = areLetters ? terms.filter((term) => !missing.includes(term)) : []
  const words = terms.length > 1 ? missing.map(({ text }) => text) : []
  const isMended = words.length <= mostLookedUp && words.every(isTelling)
  const [whole, ...each] = await namesNear(db, nouns, [
    misspellingOf(text, known),
    ...(isMended ? words : []).map((word) => misspellingOf(word)),
  ])
  // A text that is a name of something else, or within one, has no slip.
  if (!whole) return []
  const spellings = whole.map((near): Spelling => ({ meant: meantBy(near, near.name), isWhole: true, isSure: true }))
  const [first = [], ...others] = each.map((near = []) => near)
  const ofFirst = words.length === 1 ? first : first.slice(0, 1)
  const bests = others.flatMap(([best]) => best ?? [])
  for (const near of bests.length === others.length ? ofFirst : []) {
    const meant = [near, ...bests]
    const corrected = words.reduce(
      (left, word, at) => replaceWord(left, word, nearestWord(word, meant[at]?.name ?? '')),
      q,
    )
    spellings.push({
      meant: meantBy(near, corrected),
      isWhole: false,
      isSure: meant.every(({ isOneSlip }) => isOneSlip),
    })
  }
  const searches = spellings.map(({ meant }) => meant.q)
  return spellings.filter(({ meant }, at) => meant.q !== q && searches.indexOf(meant.q) === at)
}

const meantBy = ({ noun, id, name }: Near, q: string): Meant => ({ noun, id, name, q })
