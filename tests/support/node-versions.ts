import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The releases of Node beside the one that runs, on which the core of the suite is run, too. */
export const nodeVersions = ['22', '24', '26']

/** The program of a release of Node, fetched once from npm. */
export function installNode(version: string): string {
  const name = `node-${process.platform}-${process.arch}`
  const folder = join('node_modules', '.cache', `node-${version}`)
  const program = join(folder, 'node_modules', name, 'bin', 'node')
  if (!existsSync(program))
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`])
  return program
}
