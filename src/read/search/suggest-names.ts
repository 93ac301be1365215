import { and, getTableName, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { headRow, headSeq, type LeftJoined, rowsUnprepared } from '../../database/rows.ts'
import { readHead } from '../../log/head.ts'
import type { Noun } from '../../model/noun.ts'
import { toTsquery, toTyped } from '../../text/matching.ts'
import type { Term } from '../../text/query-terms.ts'
import type { Typed } from '../../text/typed-name.ts'
import { quote } from '../../text/vector.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import { type IsLarge, newestRows, someRows } from './newest-matches.ts'
import { isCalledSo } from './people-addressed.ts'
import { integer } from './points.ts'
import type { Hit } from './search-nouns.ts'

/** How many names of each noun are collected, of which the shortest are suggested. */
const mostSuggested = 500
/**
 * How many of the newest records of a large noun are looked at first; how many of these have to fit for the typed words
 * to be common; and how many have to have the words before the last for those to be common.
 */
const [mostLooked, manyFit, manyHave] = [500, 20, 50]
/**
 * The limits otherwise: how many of the newest records are looked at, and how many that have the words before the last;
 * and how many of those looked at first have to fit for a single word not to be rare.
 */
const [moreLooked, mostByWords, someFit] = [3_000, 2_000, 3]

type Suggestion = Omit<Hit, 'key'>

/** How a name fits what is typed: all of it does, some does as it was typed, or some does in its usual form. */
const [asWhole, asTyped, asUsual] = [0, 1, 2]
const order = sql`in_part, telling, grade, scattered, size, noun_rank, noun, id`

/**
 * Records with a name in which the words begin, and the position that they were read at: whole names by another
 * reading first, then before what tells of others, in a row before scattered, the shortest first, and of equal ones those
 * that name others.
 */
export async function suggestNames(
  db: Database,
  nouns: Noun[],
  typed: Typed,
  limit: number,
  isLarge: IsLarge,
): Promise<{ seq: number; hits: Suggestion[] }> {
  if (typed.terms.length === 0) return { seq: (await readHead(db)).seq, hits: [] }
  const large: Large[] = []
  for (const noun of nouns) {
    const { onDate } = noun.table
    if (onDate && (await isLarge(db, noun))) large.push({ noun, onDate })
  }
  const wholes = nouns.flatMap((noun) => wholeNames(noun, typed) ?? [])
  const ways: Way[] = wholes.length > 0 ? [{ grade: asWhole, terms: typed.terms, parts: wholes }] : []
  for (const { grade, terms, among } of wordsToMeet(nouns, typed)) {
    const parts = among.map((noun) => {
      const fitting = fittingOf(noun, terms, typed.keys)
      const ofMany = large.find((one) => one.noun === noun)
      return ofMany ? someOfMany(ofMany, fitting) : someOf(noun, fitting)
    })
    ways.push({ grade, terms, parts })
  }
  const found = await rowsUnprepared<LeftJoined<Suggestion> & { seq: number }>(
    db,
    sql`${looked(large)} select ${headSeq}, named.* from ${logHead} head left join (
      select names.*, content as body from (
        select noun, id, version_id, telling, noun_rank, min(grade) > ${integer(asWhole)} as in_part, min(grade) as grade,
          bool_and(scattered) as scattered, min(size) as size
        from (${sql.join(ways.map(gradedNames), sql` union all `)}) as graded
        group by noun, id, version_id, telling, noun_rank order by ${order} limit ${limit}
      ) names join ${versions} using (version_id)
    ) named on true order by ${order}`,
  )
  return { seq: headRow(found).seq, hits: found.filter((hit) => hit.id !== null) }
}

/** The words that names are to have, and which nouns are asked for them. */
function wordsToMeet(nouns: Noun[], { terms, usual, counted, person }: Typed) {
  const people = nouns.filter(({ arePeople }) => arePeople)
  const each = [
    { grade: asTyped, terms, among: nouns },
    { grade: asUsual, terms: usual, among: nouns },
    { grade: asUsual, terms: counted, among: nouns },
    // The longest beginning of a name comes first.
    ...person.begun.map((terms, at) => ({ grade: asTyped + at, terms, among: people })),
  ]
  return each.filter(({ terms, among }) => terms.length > 0 && among.length > 0)
}

/** Records of several nouns that are found by the same words. */
interface Way {
  grade: number
  terms: Term[]
  parts: SQL[]
}

/** How well each name fits. One expression serves all nouns, because Postgres takes long to plan it. */
function gradedNames({ grade, terms, parts }: Way): SQL {
  const words = wordsAsTyped(terms).map(({ folded }) => folded)
  return sql`select noun, id, version_id, telling, noun_rank, ${integer(grade)} as grade,
    position(${words.map((word) => word.trimEnd()).join('')} in names) = 0 as scattered, coalesce((
      select min(length(name)) from unnest(string_to_array(translate(names, E'\\n', '|'), '|')) as name
      where ${and(...words.map((word) => sql`position(${word} in name) > 0`))}
    ), length(split_part(written, '|', 1))) as size
    from (${sql.join(parts, sql` union all `)}) as fits`
}

const columnsOf = ({ name, namedInSearch, tellsOfOthers }: Noun) =>
  sql`${name}::text as noun, id, version_id, names, written, ${integer(tellsOfOthers ? 1 : 0)} as telling, ${integer(namedInSearch ? 0 : 1)} as noun_rank`

/** Records of which what is typed is a whole name by another reading, and the people whom it addresses. */
function wholeNames(noun: Noun, { keys, person }: Typed): SQL | undefined {
  const { table, arePeople } = noun
  const { keys: ofPerson, bySurname } = person
  const all = [...(keys.length > 1 ? keys : []), ...(arePeople ? ofPerson : [])]
  const isWhole = or(
    all.length > 0 ? sql`${table.search} @@ ${all.map(quote).join(' | ')}::tsquery` : undefined,
    arePeople && bySurname ? isCalledSo(bySurname.surname, bySurname.post) : undefined,
  )
  return isWhole && sql`(select ${columnsOf(noun)} from ${table} where ${isWhole} limit ${mostSuggested})`
}

/** Words as the index and names have them; the last may go on. */
const wordsAsTyped = (terms: Term[]): ReturnType<typeof toTyped>[] =>
  terms.map((term, at) =>
    at === terms.length - 1 ? toTyped(term) : { tsquery: toTsquery(term), folded: wordsInRow(term.text).folded },
  )

/** Which names fit words: by their texts, and by the index for each word, of which the last may go on. */
interface Fitting {
  named: SQL
  indexed: SQL[]
  /** A tsquery of all that is typed as a name. */
  name: string
}

function fittingOf({ table }: Noun, terms: Term[], [key = '?']: string[]): Fitting {
  const typed = wordsAsTyped(terms)
  const named = typed.map(({ folded, written }) =>
    or(
      sql`position(${folded} in ${table.names}) > 0`,
      written ? sql`${table.search} @@ ${written}::tsquery` : undefined,
    ),
  )
  return {
    named: sql`${and(...named)}`,
    indexed: typed.map(({ tsquery }) => sql`${table.search} @@ ${tsquery}::tsquery`),
    name: quote(key),
  }
}

function someOf(noun: Noun, { named, indexed }: Fitting): SQL {
  return sql`(select ${columnsOf(noun)} from ${noun.table} where ${and(named, ...indexed)} limit ${mostSuggested})`
}

interface Large {
  noun: Noun
  onDate: PgColumn
}

/** The newest records of large nouns, which are looked at in each way. */
function looked(large: Large[]): SQL {
  if (large.length === 0) return sql``
  const each = large.map(
    ({ noun, onDate }) => sql`${lookedAt(noun)} as materialized (
      select id, version_id, names, written, search from ${newestRows(noun.table, onDate, mostLooked)}
    )`,
  )
  return sql`with ${sql.join(each, sql`, `)}`
}

const lookedAt = ({ name }: Noun) => sql.identifier(`looked at ${name}`)

/**
 * Suggestions from a large noun: the newest records if many of them fit, because the index would gather all matches;
 * the matches of the index otherwise. A record whose whole name is typed is always among them.
 */
function someOfMany({ noun, onDate }: Large, fitting: Fitting): SQL {
  const { table } = noun
  const manyFitNow = sql`(select count(*) >= ${manyFit} from newest)`
  const hasWords = and(...fitting.indexed.slice(0, -1)) ?? sql`true`
  return sql`(with latest as materialized (
      select id, version_id, names, written, ${fitting.named} as fits, ${hasWords} as has_words
      from ${lookedAt(noun)} as ${sql.identifier(getTableName(table))}
    ), newest as (select ${columnsOf(noun)} from latest where fits)
    select * from newest where ${manyFitNow}
    union all select ${columnsOf(noun)} from ${table} where ${table.search} @@ ${fitting.name}::tsquery
    union all select * from (${rareOfMany(noun, onDate, fitting)}) as rare where not ${manyFitNow})`
}

/**
 * The index takes most of a second for the beginning of a common word. So more of the newest are looked at, unless it is
 * rare among them. Where there are words before it, the index is asked for these, unless the newest show that they are
 * common: of what has them, some are looked at, or all if they are few, and more of the newest.
 */
function rareOfMany(noun: Noun, onDate: PgColumn, fitting: Fitting): SQL {
  const { table } = noun
  const { named, indexed } = fitting
  const words = indexed.slice(0, -1)
  const amongNewest = sql`select ${columnsOf(noun)} from ${newestRows(table, onDate, moreLooked)} where ${named}`
  if (words.length === 0) {
    const isRare = sql`(select count(*) < ${someFit} from newest)`
    return sql`select * from (${amongNewest}) as more where not ${isRare}
      union all select * from (${someOf(noun, fitting)}) as rare where ${isRare}`
  }
  const areFew = sql`(select count(*) < ${manyHave} from latest where has_words)`
  const byWords = someRows(table, sql`${and(...words, areFew)} limit ${mostByWords}`)
  return sql`select ${columnsOf(noun)} from ${byWords} where ${named}
    union all ${amongNewest}`
}
