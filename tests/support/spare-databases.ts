import { sql } from 'drizzle-orm'
import type { Test } from 'tap'
import type { Connection } from '../../src/database/connect.ts'
import { rows } from '../../src/database/rows.ts'

// To open an embedded database takes longer than most tests, and to empty one is quick. So tests of one process hand on
// theirs, unless they have changed more of it than rows.

interface Spare {
  connection: Connection
  shape: string
  /** The rows that a migrated database has, as one statement for each table. */
  refill: string[]
}
const spares: Spare[] = []

/** An embedded database without a record, and nobody else's until the test ends. */
export async function borrowDatabase(t: Test, open: () => Promise<Connection>): Promise<Connection> {
  const spare = spares.pop() ?? (await makeSpare(await open()))
  let isClosed = false
  t.teardown(async () => {
    if (isClosed) return
    if (await empty(spare).catch(() => false)) spares.push(spare)
    else await spare.connection.close()
  })
  const close = () => {
    isClosed = true
    return spare.connection.close()
  }
  return { ...spare.connection, close }
}

async function makeSpare(connection: Connection): Promise<Spare> {
  const refill: string[] = []
  for (const { table } of await tablesOf(connection)) {
    const [all] = await rows<{ rows: string | null }>(
      connection.leader,
      sql`select json_agg(row_to_json(held.*))::text as rows from ${sql.raw(table)} held`,
    )
    if (all?.rows)
      refill.push(
        `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $json$${all.rows}$json$)`,
      )
  }
  return { connection, shape: await shapeOf(connection), refill }
}

/** Whether the database is again as it was when it was opened. */
async function empty({ connection, shape, refill }: Spare): Promise<boolean> {
  if ((await shapeOf(connection)) !== shape) return false
  const tables = (await tablesOf(connection)).map(({ table }) => table)
  const statements = [`truncate ${tables.join(', ')} restart identity cascade`, ...refill]
  await rows(connection.leader, sql`discard temp`)
  // Triggers are off, because the log refuses to lose a row.
  await rows(
    connection.leader,
    sql.raw(`do $do$ begin
      perform set_config('session_replication_role', 'replica', true);
      ${statements.map((statement) => `${statement};`).join('\n')}
    end $do$`),
  )
  return true
}

function tablesOf({ leader }: Connection): Promise<{ table: string }[]> {
  return rows(
    leader,
    sql`select oid::regclass::text as table from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
}

/** All but rows that a test may change: tables, indexes, triggers, functions, schemas, roles and settings. */
async function shapeOf({ leader }: Connection): Promise<string> {
  const [answer] = await rows<{ shape: string }>(
    leader,
    sql`select md5(string_agg(line, ' ' order by line)) as shape from (
      select concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull) as line
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
      union all select pg_get_indexdef(indexrelid) || indisvalid from pg_index where indexrelid >= 16384
      union all select pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
      union all select concat_ws(' ', tgrelid::regclass, tgname, tgenabled) from pg_trigger
      union all select concat_ws(' ', oid::regprocedure, md5(prosrc)) from pg_proc where pronamespace = 'public'::regnamespace
      union all select nspname from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      union all select concat_ws(' ', rolname, rolcanlogin, rolsuper) from pg_roles
      union all select concat_ws(' ', name, setting) from pg_settings where source = 'session'
    ) as lines`,
  )
  return answer?.shape ?? ''
}
