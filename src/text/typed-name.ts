import { uncounted } from './chinese-words.ts'
import { asPrinted } from './copied-text.ts'
import { fold } from './fold.ts'
import { namesAddressed, namesBegun, surnameAddressed, surnameBegun, withoutTitles } from './forms-of-address.ts'
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
  /** The same where an ordinal counts by another word; empty where there is none. */
  counted: Term[]
  /** The lexemes of the names that the whole of it may be, as it stands first. */
  keys: string[]
  person: TypedPerson
}

/** The person whom a text may address. */
interface TypedPerson {
  /** The words behind a title, and those behind a post, of which the last may go on. */
  begun: Term[][]
  /** The lexemes of the whole names that it may have beside a title or a post. */
  keys: string[]
  bySurname?: { surname: string; post: string }
}

const quotations = new RegExp(`[${quotationMarks}]`, 'g')

export function parseTyped(copied: string): Typed {
  const { name, problem } = parseQuery(`"${copied.replace(quotations, ' ')}"`)
  if (problem) throw new QueryProblem(problem)
  if (!name) return { terms: [], usual: [], counted: [], keys: [], person: { begun: [], keys: [] } }
  const terms = wordsOf(copied)
  const usual = terms.map((term) => inUsualForm(term) ?? term)
  const isOther = usual.some((term, at) => term !== terms[at])
  const text = asPrinted(copied)
  const counted = uncounted(copied)
  return {
    terms,
    usual: isOther ? usual : [],
    counted: counted === copied ? [] : wordsOf(counted),
    keys: nameKeys(text, copied),
    person: personIn(text),
  }
}

function personIn(text: string): TypedPerson {
  const untitled = withoutTitles(text)
  const names = [...(untitled ? [untitled] : []), ...namesAddressed(text)]
  return {
    begun: [...(untitled ? [untitled] : []), ...namesBegun(text)].map(wordsOf),
    keys: names.flatMap((name) => nameKey(fold(name)) ?? []),
    bySurname: surnameAddressed(text) ?? surnameBegun(text),
  }
}

const wordsOf = (text: string) => text.split(/\s+/).flatMap((word) => termsOf(word, { excluded: false }))
