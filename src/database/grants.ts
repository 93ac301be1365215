import type pg from 'pg'
import { DatabaseProblem, sqlState, sqlStates } from './problems.ts'
import { roleSettings } from './server-pools.ts'

// The service needs no right to change tables, nor to change or delete what is in the log. Its role gets the rest.

const rightsOf: Record<string, string> = {
  versions: 'select, insert',
  revisions: 'select, insert',
  // Written by the seal, which runs with the rights of its owner.
  changes: 'select',
  log_head: 'select',
  log_restarts: 'select, insert',
  editions: 'select, insert',
}
const usualRights = 'select, insert, update, delete'

/** Refuses a role that nothing can be granted to. */
export async function requireRole(client: pg.ClientBase, role: string): Promise<void> {
  if (role.startsWith('pg_')) throw new DatabaseProblem(`The role ${role} belongs to Postgres itself.`)
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) throw new DatabaseProblem(`There is no role ${role}.`)
}

/** Gives a role the rights that the service needs. */
export async function grantRights(client: pg.ClientBase, role: string): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const to = client.escapeIdentifier(role)
  const statements = [
    'alter function public.seal() security definer set search_path = public, pg_temp',
    `grant usage on schema public, drizzle to ${to}`,
    `grant select on drizzle.__drizzle_migrations to ${to}`,
    // A version is numbered before it is inserted, because the first of a record names itself.
    `grant usage on sequence public.versions_version_id_seq to ${to}`,
    ...tables.flatMap(({ name }) => {
      const table = `public.${client.escapeIdentifier(name)}`
      return [`revoke all on ${table} from ${to}`, `grant ${rightsOf[name] ?? usualRights} on ${table} to ${to}`]
    }),
  ]
  for (const statement of statements) await client.query(statement)
}

/** Gives a role the settings that it works under where a pooler lets nobody set anything for a session. */
export async function grantSettings(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ database: string }>('select current_database() as database')
  const target = `${client.escapeIdentifier(role)} in database ${client.escapeIdentifier(rows[0]?.database ?? '')}`
  const statements = Object.entries(roleSettings).map(
    ([name, value]) => `alter role ${target} set ${name} = ${client.escapeLiteral(value)}`,
  )
  try {
    for (const statement of statements) await client.query(statement)
  } catch (error) {
    if (sqlState(error) !== sqlStates.insufficientPrivilege) throw error
    throw new DatabaseProblem(
      `The rights are granted, and this role may not set anything for ${role}. A superuser does, by: ${statements.join('; ')}`,
      { cause: error },
    )
  }
}

/** The roles, other than the owner, that write the log: what a later release needs is granted to them, too. */
export async function grantedRoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ role: string }>(
    // A regrole as text is quoted already where its name needs it.
    `select distinct rolname as role from pg_class cross join aclexplode(relacl) join pg_roles on pg_roles.oid = grantee
    where pg_class.oid = 'public.versions'::regclass and privilege_type = 'INSERT' and grantee <> relowner`,
  )
  return rows.map(({ role }) => role)
}
