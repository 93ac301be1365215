import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../src/root.ts'
import { atEnd } from '../cleanup.ts'

let folder: string | undefined

/** A folder for the temporary files of the run, removed at its end. */
export function temporaryFolder(): string {
  if (!folder) {
    const made = mkdtempSync(join(tmpdir(), 'registry-bench-files-'))
    atEnd(() => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

export const root = fileURLToPath(projectRoot)

/** Starts a program whose output goes to a file, as a service's does in production. It ends with the bench. */
export function startProgram(
  command: string,
  words: string[],
  { log, environment = {}, cwd = root }: { log: string; environment?: NodeJS.ProcessEnv; cwd?: string },
): ChildProcess {
  const file = openSync(log, 'w')
  const child = spawn(command, words, { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', file, file] })
  closeSync(file)
  atEnd(() => stopProgram(child))
  return child
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(patience)
}

/** Waits for a line in a program's log and gives the match of the pattern's first group. */
export async function waitForLine(child: ChildProcess, log: string, pattern: RegExp, seconds = 60): Promise<string> {
  const until = Date.now() + seconds * 1000
  while (Date.now() < until) {
    const said = readFileSync(log, 'utf8')
    const [, match] = pattern.exec(said) ?? []
    if (match !== undefined) return match
    if (child.exitCode !== null)
      throw new Error(`It ended with ${child.exitCode}: ${said.trim().split('\n').slice(-3).join(' ')}`)
    await pause(5)
  }
  throw new Error(`It did not start within ${seconds} s.`)
}
