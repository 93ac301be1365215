import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { referenceToken } from '../../model/projection.ts'
import type { NounName } from '../../model/record-name.ts'
import { fold } from '../../text/fold.ts'
import { type Expansions, toTsquery } from '../../text/matching.ts'
import { acronymOf, asNamesHaveIt, meaningsOf, meaningsOfRuns, spelledOut } from '../../text/meanings.ts'
import { nameKey } from '../../text/name-key.ts'
import { type Cut, cutsOf } from '../../text/parted.ts'
import type { Term } from '../../text/query-terms.ts'
import { initialsLexeme, quote } from '../../text/vector.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import { parentsOf } from './trees.ts'

// Which records a word names, so that a search for it also finds what refers to these. Asked anew for each search.

/** A word that stands in more names of a noun than this names none of them by itself. */
const mostNames = 100
/** How many words are looked at together with their neighbours, and how many words a run has at most. */
const mostNeighbours = 12
const longestRun = 4
/** In how many ways a run of Chinese is cut at most. */
const mostCuts = 4

const namedNouns = (nouns: Nouns) => [...nouns.values()].filter(({ namedInSearch }) => namedInSearch)

/** Words in a row that a name may hold, and the terms that they are. */
interface Run {
  terms: Term[]
  query: string
  folded: string
}

/** For each term, what else meets it: references to what it names, what it abbreviates, and the year that it is. */
export async function expansionsOf(db: Database, nouns: Nouns, terms: Term[]): Promise<Expansions> {
  const usual = new Map(terms.map((term) => [term, asNamesHaveIt(term)]))
  const inOrder = [...usual.values()].filter((term) => term !== undefined)
  const references = await referencesNamed(db, nouns, [...terms, ...inOrder])
  const names = await namesAbbreviated(db, nouns, terms)
  const ofRuns = meaningsOfRuns(terms)
  const namedBy = (term: Term) => (references.get(term) ?? []).map(quote)
  const waysOf = (term: Term) => {
    const other = usual.get(term)
    const turned = other ? [...namedBy(other), `(${toTsquery(other)})`] : []
    return [...namedBy(term), ...turned, ...(names.get(term) ?? []), ...(ofRuns.get(term) ?? []), ...meaningsOf(term)]
  }
  return new Map(terms.map((term) => [term, waysOf(term)]))
}

/** For each term, the reference lexemes of the records whose names it matches; in a tree that is expanded, those below as well. */
async function referencesNamed(db: Database, nouns: Nouns, terms: Term[]): Promise<ReadonlyMap<Term, string[]>> {
  const named = namedNouns(nouns)
  const expansions = new Map<Term, Set<string>>(terms.map((term) => [term, new Set()]))
  if (terms.length === 0 || named.length === 0) return new Map()
  const single = terms.map((term) => runOf([term]))
  const common = await addNamed(db, nouns, named, single, expansions)
  const runs = runsAround(terms, new Set(common.flatMap(({ run }) => run.terms)))
  const crowded = new Set(common.map(({ noun }) => noun))
  const nounsLeft = named.filter(({ name }) => crowded.has(name))
  if (runs.length > 0) await addNamed(db, nouns, nounsLeft, runs, expansions)
  return new Map([...expansions].map(([term, lexemes]) => [term, [...lexemes]]))
}

function runOf(terms: Term[]): Run {
  const folded = wordsInRow(terms.map(({ text }) => text).join(' ')).folded
  return { terms, query: terms.map((term) => toTsquery(term)).join(' & '), folded }
}

/** Each of these terms with its neighbours. */
function runsAround(terms: Term[], common: Set<Term>): Run[] {
  const runs: Run[] = []
  const looked = terms.slice(0, mostNeighbours)
  for (let length = 2; length <= longestRun; length += 1)
    for (let start = 0; start + length <= looked.length; start += 1) {
      const run = looked.slice(start, start + length)
      if (run.every(({ excluded }) => !excluded) && run.some((term) => common.has(term))) runs.push(runOf(run))
    }
  return runs
}

interface NamedRow {
  index: number
  noun: NounName
  /** Absent where there are too many. */
  id: string | null
}

/** Adds what the runs name, and gives back those that name too many of a noun. */
async function addNamed(
  db: Database,
  nouns: Nouns,
  named: Noun[],
  runs: Run[],
  expansions: Map<Term, Set<string>>,
): Promise<{ run: Run; noun: NounName }[]> {
  const common: { run: Run; noun: NounName }[] = []
  for (const { index, noun, id } of await recordsNamed(db, nouns, named, runs)) {
    const run = runs[index]
    if (!run) continue
    if (id === null) common.push({ run, noun })
    else
      for (const term of run.terms) if (isAsked(nouns, term, noun)) expansions.get(term)?.add(referenceToken(noun, id))
  }
  return common
}

/** Whether a reference to a record of the noun may be what the field of a term holds. */
function isAsked(nouns: Nouns, { field }: Term, noun: NounName): boolean {
  return !field || [...nouns.values()].some(({ searchFields }) => searchFields?.[field]?.includes(noun))
}

function recordsNamed(db: Database, nouns: Nouns, named: Noun[], runs: Run[]): Promise<NamedRow[]> {
  const listed = JSON.stringify(runs.map(({ query, folded }, index) => ({ index, query, folded })))
  const matches = named.map(
    ({ name, table }) => sql`
    select run.index, ${name}::text as noun, unnest(case when count <= ${mostNames} then ids else '{null}' end) as id from run
    cross join lateral (
      select array_agg(id) as ids, count(*) as count from (
        select id from ${table} where search @@ run.query::tsquery and position(run.folded in names) > 0
        limit ${mostNames + 1}
      ) few
    ) named where count > 0`,
  )
  const searched = [...nouns.values()].filter(({ tree }) => tree?.expands)
  return rows<NamedRow>(
    db,
    sql`with recursive run as (
      select index, query, folded from json_to_recordset(${listed}::json) as run (index int, query text, folded text)
    ), matched as (${sql.join(matches, sql` union all `)}), below (index, noun, id) as (
      select index, noun, id from matched
      union
      select below.index, below.noun, narrower.id from below
      join (${parentsOf(searched)}) as narrower on narrower.noun = below.noun and narrower.parent = below.id
    )
    select index, noun, id from below`,
  )
}

/** For each term that is an abbreviation of names of a record, or the first letters of one, tsqueries of the words that it is made of. */
async function namesAbbreviated(db: Database, nouns: Nouns, terms: Term[]): Promise<ReadonlyMap<Term, string[]>> {
  const acronyms = terms.flatMap((term) => {
    const acronym = acronymOf(term)
    const key = acronym && nameKey(fold(acronym))
    return key ? [{ term, acronym, keys: [key, initialsLexeme(acronym)] }] : []
  })
  const named = namedNouns(nouns)
  if (acronyms.length === 0 || named.length === 0) return new Map()
  const found = await recordsCalled(
    db,
    named,
    acronyms.flatMap(({ keys }) => keys),
  )
  return new Map(
    acronyms.map(({ term, acronym, keys }) => {
      const names = found.filter(({ key }) => keys.includes(key)).flatMap(({ names }) => names.split(/[|\n]/))
      return [term, [...new Set(names.flatMap((name) => spelledOut(acronym, name) ?? []))]]
    }),
  )
}

interface Called {
  key: string
  noun: NounName
  names: string
}

/** The folded names of the records that have one of these keys for the whole of a name. */
export function recordsCalled(db: Database, named: Noun[], keys: string[]): Promise<Called[]> {
  const any = keys.map(quote).join(' | ')
  // Without the offset, Postgres asks the index for all keys again with each of them.
  const ways = named.map(
    ({ name, table }) => sql`select asked.key, ${name}::text as noun, record.names
      from (select search, names from ${table} where search @@ ${any}::tsquery offset 0) as record
      join unnest(${sql.param(keys)}::text[]) as asked (key) on record.search @@ quote_literal(asked.key)::tsquery`,
  )
  return rows(db, sql.join(ways, sql` union `))
}

/** The ways to part runs of Chinese by the whole name of a record, by the longest names. */
export async function cutsByName(db: Database, nouns: Nouns, terms: Term[]): Promise<Cut[]> {
  const cuts = terms.flatMap(cutsOf)
  const named = namedNouns(nouns)
  if (cuts.length === 0 || named.length === 0) return []
  const keys = [...new Set(cuts.map(({ key }) => key))]
  const found = await recordsCalled(db, named, keys)
  const names = new Set(found.map(({ key }) => key))
  const byName = cuts.filter(({ key }) => names.has(key)).sort((one, other) => other.size - one.size)
  // Where both parts are names, the two cuts are one.
  const isFirst = ({ parts: [part] }: Cut, at: number) => byName.findIndex(({ parts }) => parts[0] === part) === at
  return byName.filter(isFirst).slice(0, mostCuts)
}
