import { type SQL, sql } from 'drizzle-orm'
import type { Nouns } from '../../model/noun.ts'

/** Every record of the trees that searches expand, as `noun`, `id` and `parent`. */
export function parentsOf(nouns: Nouns): SQL {
  const trees = [...nouns.values()].flatMap(({ name, table, tree }) =>
    tree?.expands ? sql`select ${name}::text as noun, ${table.id} as id, ${tree.column} as parent from ${table}` : [],
  )
  return trees.length > 0
    ? sql.join(trees, sql` union all `)
    : sql`select null::text as noun, null::text as id, null::text as parent where false`
}
