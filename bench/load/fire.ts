import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { atEnd } from '../cleanup.ts'
import { stopProgram } from '../machine/child.ts'
import { cpuOfTree, memoryOf } from '../machine/proc.ts'
import type { Flood, Flooded } from './floods.ts'
import type { Hits, Shot } from './shots.ts'
import type { Walk, Walked } from './walks.ts'

/** The processes whose use of the machine is watched during the load. */
export interface Watched {
  service?: number
  database?: number
}

/** The use of the machine during the load: CPU in per cent of one core, memory in megabytes. */
export interface Used {
  service?: number
  database?: number
  load?: number
  serviceMemory?: number
}

export const fire = (shot: Shot, watched: Watched) => inChild<Hits>('shoot.ts', shot, watched)
export const flood = (flood: Flood, watched: Watched) => inChild<Flooded>('flood.ts', flood, watched)
export const walk = (walk: Walk, watched: Watched) => inChild<Walked>('walk.ts', walk, watched)

async function inChild<Told>(
  file: string,
  told: Shot | Walk | Flood,
  watched: Watched,
): Promise<Told & { used: Used }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: ['--import=tsx'], stdio: 'inherit' })
  atEnd(() => stopProgram(child))
  const stopWatching: (() => Used)[] = []
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => reject(new Error(`The process that makes load ended with ${code}.`)))
      child.on('message', (message) => {
        if (message === 'started') stopWatching.push(watch({ ...watched, load: child.pid }))
        else resolve({ ...(message as Told), used: stopWatching[0]?.() ?? {} })
      })
      child.send(told)
    })
  } finally {
    child.removeAllListeners('exit')
    await stopProgram(child)
  }
}

function watch(pids: Watched & { load?: number }): () => Used {
  const read = () =>
    Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, pid ? cpuOfTree(pid) : undefined]))
  const before = read()
  const startedAt = performance.now()
  return () => {
    const seconds = (performance.now() - startedAt) / 1000
    const after = read()
    const share = (name: string) => {
      const [from, to] = [before[name], after[name]]
      return from === undefined || to === undefined ? undefined : Math.round((100 * (to - from)) / seconds)
    }
    const serviceMemory = pids.service ? memoryOf(pids.service) : undefined
    return { service: share('service'), database: share('database'), load: share('load'), serviceMemory }
  }
}
