import { type SQL, sql } from 'drizzle-orm'
import type { Noun } from '../../model/noun.ts'

/** Every record of the trees of these nouns, as `noun`, `id` and `parent`. */
export function parentsOf(nouns: Iterable<Noun>): SQL {
  const trees = [...nouns].flatMap(({ name, table, tree }) =>
    tree ? sql`select ${name}::text as noun, ${table.id} as id, ${tree.column} as parent from ${table}` : [],
  )
  return trees.length > 0
    ? sql.join(trees, sql` union all `)
    : sql`select null::text as noun, null::text as id, null::text as parent where false`
}
