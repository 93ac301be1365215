import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The oldest Postgres that the service runs on. */
export const oldestPostgres = 15

/** The folder with this program of a Postgres on this machine that is recent enough. */
export function findBinaries(program: string, preferred: 'oldest' | 'newest'): string | undefined {
  const root = '/usr/lib/postgresql'
  const direction = preferred === 'oldest' ? 1 : -1
  const installed = existsSync(root) ? readdirSync(root).sort((a, b) => direction * (Number(a) - Number(b))) : []
  const folders = [
    ...installed.map((version) => join(root, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find(
    (folder) => existsSync(join(folder, program)) && versionOf(join(folder, program)) >= oldestPostgres,
  )
}

function versionOf(program: string): number {
  try {
    return Number(/(\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1])
  } catch {
    return 0
  }
}

/** Postgres refuses to run as root, so as root it runs as the user that its package made. */
export function runAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
