import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noSettings } from '../../src/config.ts'
import { atEnd } from '../cleanup.ts'
import { say } from '../say.ts'
import { startProgram, stopProgram, temporaryFolder, waitForLine } from './child.ts'

export interface Running {
  url: string
  pid: number
  stop(): Promise<void>
}

/** The rate limit stays at work, as in production, and is as high as it can be set. One process serves, so that its figures are those of all. */
const settings = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  RATE_LIMIT: '1000000',
  LOG_LEVEL: 'info',
  WORKERS: '1',
}
export const serviceSettings = Object.entries(settings)
  .map(([name, value]) => `${name}=${value}`)
  .join(' ')

/** For the measurements that write. */
export const adminKey = randomBytes(24).toString('base64url')

let started = 0

const flags = ['--max-semi-space-size=8', '--enable-source-maps']

/** The real service on a port of its own, started as the image starts it, but for the source maps. */
export async function startService(
  where: { DATABASE_URL: string; WORKERS?: string } | { DATA_DIR: string },
  node: string = process.execPath,
): Promise<Running> {
  const log = join(temporaryFolder(), `service-${++started}.log`)
  const environment = { ...noSettings, ...settings, MALLOC_ARENA_MAX: '2', ADMIN_KEY: adminKey, ...where }
  const child = startProgram(node, [...flags, 'dist/main.js', 'serve'], { log, environment })
  const url = await waitForLine(child, log, /Front page\s+(http:\/\/\S+?)\/\n/)
  const service = running(child, url, log)
  atEnd(() => service.stop())
  return service
}

/** A program that has started and answers. If it ends by itself, the end of its log is shown. */
export function running(child: ChildProcess, url: string, log: string): Running {
  const tell = (code: number | null, signal: string | null) =>
    say(
      `${url} ended by itself with ${signal ?? code}: ${readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n')}`,
    )
  child.once('exit', tell)
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => {
      child.off('exit', tell)
      return stopProgram(child)
    },
  }
}
