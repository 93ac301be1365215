import type pg from 'pg'
import { roleSettings } from './server-pools.ts'
import { WatchedClient } from './watched-client.ts'

const oldestServer = 15

/**
 * Refuses a server that this release cannot run on, and says whether a pooler stands before it: that names another process than the one that answers.
 */
export async function requireServer(connectionString: string): Promise<boolean> {
  const client = new WatchedClient({ connectionString, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; encoding: string; process: number }>(
      `select current_setting('server_version_num')::int / 10000 as version, pg_backend_pid() as process,
        current_setting('server_encoding') as encoding`,
    )
    const { version = 0, encoding, process } = rows[0] ?? {}
    if (version < oldestServer) throw new Error(`it is Postgres ${version}, and ${oldestServer} or later is needed`)
    if (encoding !== 'UTF8') throw new Error(`its texts are encoded in ${encoding}, and UTF8 is needed`)
    const isPooled = client.serverProcess !== process
    if (isPooled) await requireSettings(client)
    return isPooled
  } finally {
    await client.end()
  }
}

/** A pooler lets nobody set anything for a session, so the role has to bring its settings. */
async function requireSettings(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; role: string }>(
    `select name, current_user as role from json_each_text($1) as wanted (name, value)
    where current_setting(name) <> value order by name`,
    [JSON.stringify(roleSettings)],
  )
  const [first] = rows
  if (!first) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new Error(
    `a pooler stands before it, and the role ${first.role} lacks settings (${names}) that "registry migrate --grant-to ${first.role}" makes; connections that the pooler opened before do not have them`,
  )
}
