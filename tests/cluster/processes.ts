import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** A program that runs until it is killed, and may be put to sleep. */
export interface Running {
  readonly pid: number
  sleep(): void
  wake(): void
  /** Kills it with everything that it started. */
  kill(): Promise<void>
  /** Asks it to end. */
  stop(): Promise<number | null>
  isRunning(): boolean
}

interface Options {
  user?: { uid: number; gid: number }
  environment?: NodeJS.ProcessEnv
  log: string
}

export function run(program: string, words: string[], { user, environment, log }: Options): Running {
  const output = openSync(log, 'a')
  const child = spawn(program, words, {
    ...user,
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output],
  })
  const ended = once(child, 'exit')
  const pid = child.pid ?? 0
  const isRunning = () => child.exitCode === null && child.signalCode === null
  return {
    pid,
    isRunning,
    sleep: () => send(pid, 'SIGSTOP'),
    wake: () => send(pid, 'SIGCONT'),
    kill: async () => {
      for (const each of familyOf(pid)) send(each, 'SIGKILL')
      if (isRunning()) await ended
    },
    stop: async () => {
      const code = exitCodeOf(child, ended)
      send(pid, 'SIGTERM')
      return code
    },
  }
}

async function exitCodeOf(child: ChildProcess, ended: Promise<unknown>): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await ended
  return child.exitCode
}

export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** A process and all that descend from it. */
export function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    return [pid, ...children.flatMap(familyOf)]
  } catch {
    return []
  }
}

/** Waits until something holds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { within = 120_000, every = 100 } = {},
): Promise<void> {
  const end = Date.now() + within
  while (!(await Promise.resolve(holds()).catch(() => false))) {
    if (Date.now() > end) throw new Error(`Within ${within / 1000} s it did not come to this: ${what}.`)
    await pause(every)
  }
}
