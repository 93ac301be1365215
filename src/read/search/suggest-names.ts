import { and, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { headRow, headSeq, type LeftJoined, rowsUnprepared } from '../../database/rows.ts'
import { readHead } from '../../log/head.ts'
import type { Noun } from '../../model/noun.ts'
import { fold } from '../../text/fold.ts'
import { toTsquery, toTyped } from '../../text/matching.ts'
import { nameKey } from '../../text/name-key.ts'
import type { Term } from '../../text/query-terms.ts'
import { quote } from '../../text/vector.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import { type IsLarge, newestRows, someRows } from './newest-matches.ts'
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

/**
 * Records with a name in which the words begin, and the position that they were read at: before what tells of others, in
 * a row before scattered, the shortest first, and of equal ones those that name others.
 */
export async function suggestNames(
  db: Database,
  nouns: Noun[],
  terms: Term[],
  limit: number,
  isLarge: IsLarge,
): Promise<{ seq: number; hits: Suggestion[] }> {
  if (terms.length === 0) return { seq: (await readHead(db)).seq, hits: [] }
  const typed = terms.map((term, index) =>
    index === terms.length - 1 ? toTyped(term) : { tsquery: toTsquery(term), folded: wordsInRow(term.text).folded },
  )
  const parts: SQL[] = []
  for (const noun of nouns) {
    const named = typed.map(({ folded, written }) =>
      or(
        sql`position(${folded} in ${noun.table.names}) > 0`,
        written ? sql`${noun.table.search} @@ ${written}::tsquery` : undefined,
      ),
    )
    const indexed = typed.map(({ tsquery }) => sql`${noun.table.search} @@ ${tsquery}::tsquery`)
    const { onDate } = noun.table
    const isLargeNoun = onDate !== undefined && (await isLarge(db, noun))
    const words = typed.map(({ folded }) => folded)
    const fitting = { named: sql`${and(...named)}`, indexed, words, name: wholeName(terms) }
    parts.push(isLargeNoun ? someOfMany(noun, onDate, fitting) : someOf(noun, fitting))
  }
  const found = await rowsUnprepared<LeftJoined<Suggestion> & { seq: number }>(
    db,
    sql`select ${headSeq}, named.* from ${logHead} head left join (
      select names.noun, names.id, content as body, telling, scattered, size, noun_rank from (${sql.join(parts, sql` union all `)}) names
      join ${versions} using (version_id) order by telling, scattered, size, noun_rank, names.noun, names.id limit ${limit}
    ) named on true order by telling, scattered, size, noun_rank, named.noun, named.id`,
  )
  return { seq: headRow(found).seq, hits: found.filter((hit) => hit.id !== null) }
}

const columnsOf = ({ name, namedInSearch, tellsOfOthers }: Noun, { words }: Pick<Fitting, 'words'>) =>
  sql`${name}::text as noun, id, version_id, ${tellsOfOthers ? 1 : 0}::int as telling,
  position(${words.map((word) => word.trimEnd()).join('')} in names) = 0 as scattered,
  ${namedInSearch ? 0 : 1}::int as noun_rank, coalesce((
    select min(length(name)) from unnest(string_to_array(translate(names, E'\\n', '|'), '|')) as name
    where ${and(...words.map((word) => sql`position(${word} in name) > 0`))}
  ), length(split_part(written, '|', 1))) as size`

function someOf(noun: Noun, fitting: Fitting): SQL {
  return sql`select * from (
    select ${columnsOf(noun, fitting)} from ${noun.table} where ${and(fitting.named, ...fitting.indexed)} limit ${mostSuggested}
  ) as few`
}

/** Which names fit what is typed: by the words of a row, and by the index for each word, of which the last may go on. */
interface Fitting {
  named: SQL
  indexed: SQL[]
  /** The words as a folded name has them. */
  words: string[]
  /** A tsquery of the whole as a name. */
  name: string
}

/**
 * Suggestions from a large noun: the newest records if many of them fit, because the index would gather all matches;
 * the matches of the index otherwise. A record whose whole name is typed is always among them.
 */
function someOfMany(noun: Noun, onDate: PgColumn, fitting: Fitting): SQL {
  const { table } = noun
  const manyFitNow = sql`(select count(*) >= ${manyFit} from newest)`
  const hasWords = and(...fitting.indexed.slice(0, -1)) ?? sql`true`
  return sql`(with latest as materialized (
      select id, version_id, names, written, ${fitting.named} as fits, ${hasWords} as has_words
      from ${newestRows(table, onDate, mostLooked)}
    ), newest as (select ${columnsOf(noun, fitting)} from latest where fits)
    select * from newest where ${manyFitNow}
    union select ${columnsOf(noun, fitting)} from ${table} where ${table.search} @@ ${fitting.name}::tsquery
    union select * from (${rareOfMany(noun, onDate, fitting)}) as rare where not ${manyFitNow})`
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
  const amongNewest = sql`select ${columnsOf(noun, fitting)} from ${newestRows(table, onDate, moreLooked)} where ${named}`
  if (words.length === 0) {
    const isRare = sql`(select count(*) < ${someFit} from newest)`
    return sql`select * from (${amongNewest}) as more where not ${isRare}
      union select * from (${someOf(noun, fitting)}) as rare where ${isRare}`
  }
  const areFew = sql`(select count(*) < ${manyHave} from latest where has_words)`
  const byWords = someRows(table, sql`${and(...words, areFew)} limit ${mostByWords}`)
  return sql`select ${columnsOf(noun, fitting)} from ${byWords} where ${named}
    union ${amongNewest}`
}

/** The tsquery of records that have all of these terms for a name. */
const wholeName = (terms: Term[]) => quote(nameKey(fold(terms.map(({ text }) => text).join(' '))) ?? '?')
