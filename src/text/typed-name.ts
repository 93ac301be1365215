import { asPrinted } from './copied-text.ts'
import { fold } from './fold.ts'
import { namesAddressed, surnameAddressed, withoutTitles } from './forms-of-address.ts'
import { inUsualForm } from './meanings.ts'
import { nameKey } from './name-key.ts'
import { nameKeys, parseQuery } from './query-language.ts'
import { quotationMarks } from './query-parser.ts'
import { QueryProblem, type Term, termsOf } from './query-terms.ts'

/** The beginning of a name as it is being typed, where marks are no operators. */
export interface Typed {
  /** Its words, of which the last may go on. */
  terms: Term[]
  /** The same as names have them; empty where these are no others. */
  usual: Term[]
  /** The lexemes of the names that the whole of it may be, as it stands first. */
  keys: string[]
  person: TypedPerson
}

/** The person whom a text may address. */
interface TypedPerson {
  /** The words behind a title, of which the last may go on. */
  terms: Term[]
  /** The lexemes of the whole names that it may have beside a title or a post. */
  keys: string[]
  bySurname?: { surname: string; post: string }
}

const quotations = new RegExp(`[${quotationMarks}]`, 'g')

export function parseTyped(copied: string): Typed {
  const { name, problem } = parseQuery(`"${copied.replace(quotations, ' ')}"`)
  if (problem) throw new QueryProblem(problem)
  if (!name) return { terms: [], usual: [], keys: [], person: { terms: [], keys: [] } }
  const terms = wordsOf(copied)
  const usual = terms.map((term) => inUsualForm(term) ?? term)
  const isOther = usual.some((term, at) => term !== terms[at])
  const text = asPrinted(copied)
  return { terms, usual: isOther ? usual : [], keys: nameKeys(text, copied), person: personIn(text) }
}

function personIn(text: string): TypedPerson {
  const untitled = withoutTitles(text)
  const names = [...(untitled ? [untitled] : []), ...namesAddressed(text)]
  return {
    terms: untitled ? wordsOf(untitled) : [],
    keys: names.flatMap((name) => nameKey(fold(name)) ?? []),
    bySurname: surnameAddressed(text),
  }
}

const wordsOf = (text: string) => text.split(/\s+/).flatMap((word) => termsOf(word, { excluded: false }))
