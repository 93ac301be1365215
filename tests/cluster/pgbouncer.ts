import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Test } from 'tap'
import { freePort } from '../support/free-port.ts'
import { runAs } from '../support/postgres-binaries.ts'
import { makeFolder } from '../support/postgres-node.ts'

const program = '/usr/sbin/pgbouncer'
export const noPgbouncer = existsSync(program) ? false : 'PgBouncer is not installed'

/** PgBouncer in transaction mode before a server; gives its port and its process. */
export async function startPgbouncer(t: Test, serverPort: number, roles: string[]) {
  const folder = makeFolder(t)
  const port = await freePort()
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'trust',
    auth_file: join(folder, 'roles'),
    pool_mode: 'transaction',
    default_pool_size: 6,
    max_client_conn: 200,
    logfile: join(folder, 'log'),
  }
  writeFileSync(join(folder, 'roles'), roles.map((role) => `"${role}" ""\n`).join(''))
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    [
      '[databases]',
      `* = host=127.0.0.1 port=${serverPort}`,
      '[pgbouncer]',
      ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
    ].join('\n'),
  )
  const pooler: ChildProcess = spawn(program, [join(folder, 'pgbouncer.ini')], { ...runAs(), stdio: 'ignore' })
  t.teardown(() => pooler.kill('SIGKILL'))
  for (;;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: roles[0], database: 'postgres' })
    client.on('error', () => {})
    const answers = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (answers) return { port, pooler }
    if (pooler.exitCode !== null) throw new Error('PgBouncer did not start.')
    await pause(50)
  }
}
