import { and, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias, PgDialect, pgSchema, text } from 'drizzle-orm/pg-core'
import t from 'tap'
import { changes, versions } from '../src/database/log-tables.ts'
import { render } from '../src/database/render.ts'
import { nouns } from '../src/nouns/all.ts'

const dialect = new PgDialect()
const elsewhere = pgSchema('else"where').table('odd "table"', { name: text('odd "name"') })
const earlier = alias(versions, 'earlier')

const statements: SQL[] = [
  sql`select 1`,
  sql`select ${1} + ${'2'}, ${null}, ${true}, ${undefined} from ${versions}`,
  sql`select ${versions.versionId}, ${elsewhere.name} from ${elsewhere}`,
  sql`select ${earlier.id} from ${versions} ${earlier} join ${changes} on ${and(eq(earlier.versionId, 7), gt(changes.seq, 3))}`,
  sql`${or(eq(versions.id, 'a'), undefined, and(inArray(versions.id, ['b', 'c']), sql`true`))}`,
  sql`${sql.identifier('odd "name"')} in ${[1, [2, sql`three`], []]}`,
  sql`${sql.param(['a', 'b'])}::text[] ${sql.param(null)} ${sql.raw('limit 3')} ${sql.join([sql`a`, sql`${1}`], sql`, `)}`,
  sql`${sql.placeholder('one')} ${eq(versions.noun, sql.placeholder('two'))} ${sql.param(sql.placeholder('three'))}`,
  ...[...nouns.values()].map(({ table }) => sql`select ${table.id}, ${table.search} from ${table}`),
]

t.test('statements are rendered as the dialect renders them', async (t) => {
  for (const statement of statements) {
    const { sql, params } = dialect.sqlToQuery(statement)
    t.strictSame(render(statement), { sql, params }, sql)
  }
  t.throws(() => render(sql`select ${new Date()}`), /of a kind that is not known/)
})
