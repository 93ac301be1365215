import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findBinaries } from '../support/postgres-binaries.ts'

/** The programs of a cluster, and the Debian packages that they come in. */
const packages = {
  postgres: 'postgresql-15',
  patroni: 'patroni',
  etcd: 'etcd-server',
  haproxy: 'haproxy',
  pgbouncer: 'pgbouncer',
} as const

type Program = keyof typeof packages

/** Where a program is, if it is on this machine. */
export function pathOf(program: Program): string | undefined {
  if (program === 'postgres') return findBinaries('postgres', 'oldest')
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin']
  return folders.map((folder) => join(folder, program)).find(existsSync)
}

const missing = () => (Object.keys(packages) as Program[]).filter((program) => pathOf(program) === undefined)

/** Installs what is missing where that can be done, and says in one line what is missing after that. */
export function requirePrograms(): string | undefined {
  if (missing().length > 0) install()
  const names = missing().map((program) => packages[program])
  // Patroni speaks to etcd by a library of its own package.
  const lacksLibrary = names.length === 0 && spawnSync('/usr/bin/python3', ['-c', 'import etcd, psycopg2']).status !== 0
  if (lacksLibrary) names.push('python3-etcd' as never)
  return names.length > 0 ? `the cluster needs these packages: apt-get install ${names.join(' ')}` : undefined
}

function install(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const run = (...words: string[]) =>
    execFileSync('apt-get', words, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  try {
    run('update', '-qq')
    run('install', '-y', '-qq', '--no-install-recommends', ...Object.values(packages), 'python3-etcd')
  } catch {
    // What is missing is told by name.
  }
}
