import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { formerIds, records } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Nouns } from '../model/noun.ts'
import { nounNamed } from '../model/noun-list.ts'
import type { NounName } from '../model/record-name.ts'
import { nearest } from '../problems/nearest.ts'
import { fold } from '../text/fold.ts'
import { nameKey } from '../text/name-key.ts'
import { quote } from '../text/vector.ts'

/** How many ids are looked at for one that is near. */
const mostIds = 5000

/**
 * The id of the record that a text most likely means: one that had this id before, one whose id ends in it or whose name in
 * any language, abbreviation or code it is, or one whose id is near.
 */
export async function adviseId(db: Database, nouns: Nouns, noun: NounName, text: string): Promise<string | undefined> {
  const id = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const candidates = await rows<{ id: string; rank: number }>(
    db,
    sql`select id, 0 as rank from ${formerIds} where noun = ${noun} and former_id = ${id}
    union all
    select id, 1 from ${records} where noun = ${noun} and id = ${id} and not deleted
    union all
    ${named(nouns, noun, text)}
    union all
    select id, case when ${id} ~ '[a-z0-9]' and right(id, length(${id}) + 1) = '-' || ${id} then 3 else 4 end
    from (select id from ${records} where noun = ${noun} and not deleted limit ${mostIds}) few
    order by rank`,
  )
  const sure = candidates.find(({ rank }) => rank < 4)
  return (
    sure?.id ??
    nearest(
      id,
      candidates.map((one) => one.id),
    )
  )
}

/** The records that have the text for a name. */
function named(nouns: Nouns, noun: NounName, text: string): SQL {
  const key = nameKey(fold(text))
  const { table } = nounNamed(nouns, noun)
  const isNamed = key ? sql`${table.search} @@ ${quote(key)}::tsquery` : sql`false`
  return sql`(select ${table.id} as id, 2 from ${table} where ${isNamed} order by ${table.id} limit 3)`
}
