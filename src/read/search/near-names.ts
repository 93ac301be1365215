import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { Noun } from '../../model/noun.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { NounName, RecordName } from '../../model/record-name.ts'
import type { Term } from '../../text/query-terms.ts'
import {
  figuresIn,
  isNearEnough,
  lettersBehindFirst,
  mostSlips,
  type Spelled,
  slipsBetween,
  spell,
  tsqueriesNear,
  tsqueryOfAll,
} from '../../text/slips.ts'
import { type Rows, wordsInRow } from '../../text/words-in-row.ts'

// The names that differ from a text by few slips.

/** How many names are told for one text. */
const mostNear = 3
/** How many names are compared for each word that may be wrong, of each noun. */
const mostCompared = 100

/** A text that a slip may have made of a name. */
interface Misspelling extends Record<keyof Rows, Spelled> {
  text: string
  /** Its words in a row, in folded form. */
  row: string
  figures: string[]
  queries: string[]
  /** All but the first letter of a single word. */
  rest?: string
}

/**
 * The text in folded form and as it was written, for a slip in the ending of a word gives it another stem. Names are
 * compared with it that have all of the known words, or all of its own but one.
 */
export function misspellingOf(text: string, known: Term[] = []): Misspelling {
  const { folded, written } = wordsInRow(text)
  const spelled = spell(written)
  const queries = [...tsqueriesNear(text), ...(known.length > 0 ? [tsqueryOfAll(known)] : [])]
  const [word = '', ...others] = folded.trim().split(' ')
  const letters = lettersBehindFirst(word)
  return {
    ...{ text, row: folded, written: spelled, queries, figures: figuresIn(folded) },
    // The stem of a short word is too little to compare.
    folded: mostSlips(spelled.letters.length) > 1 ? spell(folded) : spelled,
    ...(others.length === 0 && letters.length > 0 && { rest: `${letters.join('')} ` }),
  }
}

interface Candidate {
  index: number
  noun: NounName
  id: string
  names: string
  written: string
}

export interface Near extends RecordName {
  name: string
  /** Whether one slip makes all of the name of the text. */
  isOneSlip: boolean
}

/** For each text the names that differ by the fewest slips, the shortest first; undefined where a name has the text itself. */
export async function namesNear(db: Database, nouns: Noun[], texts: Misspelling[]): Promise<(Near[] | undefined)[]> {
  const candidates = await namesLike(db, nouns, texts)
  const near = texts.map((asked, at) => {
    const some = candidates.filter(({ index }) => index === at)
    if (some.some(({ names }) => names.includes(asked.row))) return undefined
    return some
      .flatMap((candidate) => {
        const { slips, size } = fewestSlips(asked, candidate.names.split(/[|\n]/), candidate.written.split('|'))
        return slips <= mostSlips(asked.folded.letters.length) ? [{ ...candidate, slips, size }] : []
      })
      .sort((one, other) => one.slips - other.slips || one.size - other.size)
      .slice(0, mostNear)
  })
  const names = await asWritten(
    db,
    nouns,
    texts,
    near.flatMap((some) => some ?? []),
  )
  return near.map((some, at) => some && names.filter(({ index }) => index === at).map(({ near }) => near))
}

/** The names that have all words of a text but one that may be wrong. */
async function namesLike(db: Database, nouns: Noun[], texts: Misspelling[]): Promise<Candidate[]> {
  const queries = texts.flatMap(({ queries }, index) => queries.map((query) => ({ index, query })))
  const rests = texts.flatMap(({ rest }, index) => (rest ? [{ index, rest }] : []))
  if (nouns.length === 0 || queries.length === 0) return []
  const shortest = sql`order by length(names) limit ${mostCompared}`
  const byWords = nouns.map(
    ({ name, table }) => sql`select asked.index, ${name}::text as noun, near.*
      from json_to_recordset(${JSON.stringify(queries)}::json) as asked (index int, query text)
      cross join lateral (select id, names, written from ${table} where search @@ query::tsquery ${shortest}) as near`,
  )
  // The index knows words by how they begin. Of what names others there is seldom much.
  const byRest = nouns.flatMap(({ name, table, namedInSearch }) =>
    namedInSearch && rests.length > 0
      ? sql`select asked.index, ${name}::text as noun, near.*
      from json_to_recordset(${JSON.stringify(rests)}::json) as asked (index int, rest text)
      cross join lateral (select id, names, written from ${table} where position(rest in names) > 0 ${shortest}) as near`
      : [],
  )
  return rows<Candidate>(db, sql.join([...byWords, ...byRest], sql` union `))
}

/** The slips and the size of the nearest of these names, as they are folded and as they were written. Figures are no slips. */
function fewestSlips(
  { folded, written, figures }: Misspelling,
  names: string[],
  asWritten: string[],
): { slips: number; size: number } {
  const hasFigures = (row: string) => figures.every((figure) => figuresIn(row).includes(figure))
  const slipsOf = (text: Spelled) => (row: string) => ({ slips: slipsBetween(text, spell(row)), size: row.length })
  const nearest = { slips: Number.POSITIVE_INFINITY, size: 0 }
  const spelled = figures.length === 0 ? asWritten.map(slipsOf(written)) : []
  return [...names.filter(hasFigures).map(slipsOf(folded)), ...spelled].reduce(
    (best, one) => (one.slips < best.slips || (one.slips === best.slips && one.size < best.size) ? one : best),
    nearest,
  )
}

/** The names of these records as they stand in their documents. */
async function asWritten(
  db: Database,
  nouns: Noun[],
  texts: Misspelling[],
  near: Candidate[],
): Promise<{ index: number; near: Near }[]> {
  if (near.length === 0) return []
  const wanted = JSON.stringify(near.map(({ noun, id }) => ({ noun, id })))
  const bodies = await rows<{ noun: NounName; id: string; body: string }>(
    db,
    sql`select asked.noun, asked.id, content as body from (${sql.join(
      nouns.map(({ name, table }) => sql`select ${name}::text as noun, id, version_id from ${table}`),
      sql` union all `,
    )}) as asked join ${versions} using (version_id)
    join (select distinct noun, id from json_to_recordset(${wanted}::json) as wanted (noun text, id text)) as wanted
      on wanted.noun = asked.noun and wanted.id = asked.id`,
  )
  return near.flatMap(({ index, noun, id }) => {
    const asked = texts[index]
    const body = bodies.find((one) => one.noun === noun && one.id === id)?.body
    const recorded = nouns.find(({ name }) => name === noun)?.texts(JSON.parse(body ?? '{}') as RecordDocument) ?? []
    const names = recorded.flatMap(({ text, weight }) => (weight === 'A' || weight === 'B' ? [text] : []))
    if (!asked) return []
    const best = names
      .map((name) => ({ name, row: wordsInRow(name) }))
      .map(({ name, row }) => ({ name, ...fewestSlips(asked, [row.folded], [row.written]) }))
      .sort((one, other) => one.slips - other.slips || one.size - other.size)[0]
    if (!best || !isNearEnough(asked.text, best.name)) return []
    const isOneSlip = best.slips <= 1 && best.name.length <= asked.text.length + 1
    return [{ index, near: { noun, id, name: best.name, isOneSlip } }]
  })
}
