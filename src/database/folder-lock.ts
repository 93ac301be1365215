import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseProblem } from './problems.ts'

// PGlite opens a folder for any number of processes, and they destroy each other's writes: this lock is what keeps a
// second one out. It is a file that names its owner; a file whose owner is no more is taken over.

interface Owner {
  pid: number
  /** When the process started, as the kernel counts it: a pid is used again, this pair is not. */
  started: string
  since: string
  token: string
}

/** Takes the folder for this process, or says which process has it. Resolves to what gives it back. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'owner.json')
  const owner: Owner = {
    pid: process.pid,
    started: await startOf(process.pid),
    since: new Date().toISOString(),
    token: randomUUID(),
  }
  const draft = join(folder, `owner.${owner.token}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(draft, JSON.stringify(owner))
  } catch (error) {
    throw new DatabaseProblem(`The data folder ${folder} cannot be written: ${messageOf(error)}.`)
  }
  try {
    await claim(folder, file, draft)
  } finally {
    await rm(draft, { force: true })
  }
  return async () => {
    const present = await readOwner(file)
    if (present?.token === owner.token) await rm(file, { force: true })
  }
}

/** Links the draft to the lock's name, which only one process can do. */
async function claim(folder: string, file: string, draft: string, tries = 20): Promise<void> {
  try {
    return await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new DatabaseProblem(`The data folder ${folder} cannot be locked: ${messageOf(error)}.`)
  }
  const owner = await readOwner(file)
  if (owner && (await isRunning(owner)))
    throw new DatabaseProblem(
      `The data folder ${folder} is in use by process ${owner.pid}, since ${owner.since}. Stop it, or set DATA_DIR to another folder.`,
    )
  if (tries === 0)
    throw new DatabaseProblem(`The data folder ${folder} cannot be locked: other processes are starting on it.`)
  await removeStale(file, owner)
  return claim(folder, file, draft, tries - 1)
}

/** Moves a dead owner's lock aside. What was moved is looked at again, in case another process was quicker. */
async function removeStale(file: string, stale: Owner | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
  } catch {
    return
  }
  const moved = await readOwner(aside)
  if (moved && moved.token !== stale?.token) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

async function isRunning({ pid, started }: Owner): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  const present = await startOf(pid)
  return present === '' || started === '' || present === started
}

/** Start time of a process since boot, with the identity of the boot; empty where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    // The name of the program stands in parentheses and may hold spaces; the start time is the 20th field after it.
    return `${boot.trim()} ${status.slice(status.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
