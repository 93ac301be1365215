import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { runAs } from './postgres-binaries.ts'
import { makeFolder } from './postgres-node.ts'

export interface SmallDisk {
  folder: string
  /** Takes all space that is left. */
  fill(): void
  free(): void
}

/** Why tests that need such a disk are skipped, if they are. */
export const noSmallDisk = mayMount() ? false : 'this user may not mount a disk'

/** A disk of so many megabytes. */
export function smallDisk(t: Test, megabytes: number): SmallDisk {
  const folder = makeFolder(t)
  const { uid, gid } = runAs() ?? { uid: process.getuid?.(), gid: process.getgid?.() }
  mount(folder, `size=${megabytes}m,mode=700,uid=${uid},gid=${gid}`)
  t.teardown(() => unmount(folder))
  const filler = join(folder, 'filler')
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'w')
      for (let size = 1 << 20; size > 0; size >>= 1) while (isWritten(file, size));
      closeSync(file)
    },
    free: () => rmSync(filler),
  }
}

function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'registry-disk-'))
  try {
    mount(folder, 'size=1m')
    unmount(folder)
    return true
  } catch {
    return false
  } finally {
    rmdirSync(folder)
  }
}

function mount(folder: string, options: string): void {
  asRoot('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder)
}

function unmount(folder: string): void {
  asRoot('umount', '--lazy', folder)
}

function asRoot(...words: string[]): void {
  const [program = '', ...others] = process.getuid?.() === 0 ? words : ['sudo', '-n', ...words]
  execFileSync(program, others, { stdio: 'ignore' })
}

function isWritten(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
