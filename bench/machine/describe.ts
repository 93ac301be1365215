import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus, hostname, loadavg, totalmem } from 'node:os'
import { projectRoot } from '../../src/root.ts'

export interface Machine {
  /** A hash that is the same on the same machine and reveals nothing of it. */
  id: string
  cpu: string
  cores: number
  memoryGb: number
  loadBefore: number[]
  loadAfter?: number[]
  node: string
  registry: string
  fastify: string
}

export function describeMachine(): Machine {
  const [cpu] = cpus()
  return {
    id: createHash('sha256').update(`${hostname()} ${cpu?.model} ${cpus().length}`).digest('hex').slice(0, 8),
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    loadBefore: load(),
    node: process.version,
    registry: commit(),
    fastify: JSON.parse(readFileSync(new URL('node_modules/fastify/package.json', projectRoot), 'utf8')).version,
  }
}

function commit(): string {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: projectRoot, encoding: 'utf8', stdio: 'pipe' })
  try {
    return git('rev-parse', '--short', 'HEAD').trim() + (git('status', '--porcelain').trim() ? ' with changes' : '')
  } catch {
    return 'unknown'
  }
}

/** The load averages over one, five and fifteen minutes. */
export const load = () => loadavg().map((load) => Math.round(load * 100) / 100)
