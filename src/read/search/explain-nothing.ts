import type { Database } from '../../database/connect.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { withFewerWords } from '../../text/fewer-words.ts'
import { parseQuery, type Query } from '../../text/query-language.ts'
import { QueryProblem, type Term, termsIn } from '../../text/query-terms.ts'
import { isSmall } from '../../text/small-words.ts'
import { nameInstead } from './name-instead.ts'
import type { NamesWithin } from './name-within.ts'
import { namesInFull } from './names-in-full.ts'
import type { IsLarge } from './newest-matches.ts'
import { type Meant, otherSpellings, type Spelling } from './other-spellings.ts'
import { isOwnWord } from './search-query.ts'
import { whichFind } from './which-find.ts'

// Explains a search that found nothing: which of its words none of the records searched has, and the names nearest to
// it.

export interface Nothing {
  /** The words and phrases that none of the records searched has. */
  notFound: string[]
  didYouMean: Meant[]
  /** The search with fewer of its words, where that finds something. */
  fewerWords: string[]
}

/** The members of an answer where nothing has all that was asked for. */
export interface Otherwise {
  /** Where a search found nothing: of which words, and what may have been meant. */
  nothing?: Nothing
  /** The search that was answered instead: a name, where nothing has all that stands around it. */
  readAs?: string
}

/** A search that found nothing, as it was written and as it was read. */
interface EmptySearch {
  searched: Noun[]
  q: string
  query: Query
}

/** How many other spellings are tried, and how many of them are told. */
const mostTried = 6
const mostMeant = 3
/** The same of searches with fewer words. */
const mostFewer = 4
const mostFewerTold = 3

/** The answer to a search that found nothing: that for the name which most of its words are, or for the people whom it addresses, or its own with the reason. */
export async function orOtherwise<Answer>(
  view: Means,
  search: EmptySearch,
  answer: Answer,
  again: (q: string) => Promise<Answer>,
): Promise<Answer & Otherwise> {
  const { readAs, within } = await nameInstead(view, search.searched, search.query.text)
  if (readAs) return { ...(await again(readAs)), readAs }
  return { ...answer, nothing: await explainNothing(view, search, within) }
}

interface Means {
  db: Database
  nouns: Nouns
  isLarge: IsLarge
}

async function explainNothing(
  { db, nouns, isLarge }: Means,
  { searched, q, query }: EmptySearch,
  within: NamesWithin,
): Promise<Nothing> {
  const { expression } = query
  const words = expression ? termsIn(expression).filter(({ excluded }) => !excluded) : []
  const needed = words.filter((term) => !isSmall(term) && !searched.every((noun) => isOwnWord(noun, term)))
  const terms = needed.length > 0 ? needed : words
  if (terms.length === 0) return { notFound: [], didYouMean: [], fewerWords: [] }
  const missing = await termsNotFound(db, nouns, searched, terms)
  const small: Noun[] = []
  for (const noun of nouns.values()) if (!(await isLarge(db, noun))) small.push(noun)
  const inFull = await namesInFull(db, small, q, textsOf(missing))
  const spellings = [...inFull, ...(await otherSpellings(db, small, q, query.text, terms, missing))]
  // Among many records such a search may take as long as all else.
  const mostFewerHere = searched.every((noun) => small.includes(noun)) ? mostFewer : 1
  const fewer = [
    ...new Set([...(within.name ? [within.name.text] : []), ...withFewerWords(q, terms, missing, within.names)]),
  ].slice(0, mostFewerHere)
  const tried = [...spellings.slice(0, mostTried).map(({ meant }) => meant.q), ...fewer]
  const finds = await thoseThatFind(db, nouns, searched, tried)
  const finding = spellings.filter(({ meant }) => finds.has(meant.q))
  const whole = (some: Spelling[]) => some.filter(({ isWhole }) => isWhole)
  // One word of a name that is near as a whole says less. Where none finds anything, the surest are still told.
  const told = [whole(finding), finding, spellings.filter(({ isSure }) => isSure)].find((some) => some.length > 0) ?? []
  return {
    notFound: textsOf(missing),
    // All names that a short form may stand for are told.
    didYouMean: told.slice(0, Math.max(mostMeant, inFull.length)).map(({ meant }) => meant),
    fewerWords: fewer.filter((search) => finds.has(search)).slice(0, mostFewerTold),
  }
}

const textsOf = (terms: Term[]) => terms.map(({ text }) => text)

/** Those of these searches that find a record. One that cannot be read finds none. */
async function thoseThatFind(db: Database, nouns: Nouns, searched: Noun[], texts: string[]): Promise<Set<string>> {
  const readable = [...new Set(texts)].flatMap((text) => {
    const query = queryOf(text)
    return query ? [{ text, query }] : []
  })
  const found = await whichFind(
    db,
    nouns,
    searched,
    readable.map(({ query }) => query),
  )
  return new Set(readable.flatMap(({ text, query }, at) => (found[at] && query.terms.some(isTelling) ? [text] : [])))
}

/** Whether a word is more than a small one or the number of an item. */
const isTelling = (term: Term) => !isSmall(term) && !/^\p{N}{1,3}\P{L}*$/u.test(term.text)

/** The search that a text is; undefined where it cannot be read. */
function queryOf(text: string): Query | undefined {
  try {
    return parseQuery(text)
  } catch (error) {
    if (error instanceof QueryProblem) return undefined
    throw error
  }
}

/** The terms that none of the records searched is found by, each as a search for it alone. */
async function termsNotFound(db: Database, nouns: Nouns, searched: Noun[], terms: Term[]): Promise<Term[]> {
  const alone = terms.map((term): Query => ({ text: term.text, expression: term, terms: [term] }))
  const found = await whichFind(db, nouns, searched, alone)
  return terms.filter((_, at) => !found[at])
}
