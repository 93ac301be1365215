import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseProblem, reasonOf } from './problems.ts'
import { isRunning, pidNamespace, startOf } from './processes.ts'

// PGlite opens a folder for any number of processes, and they destroy each other's writes: this lock keeps a second one
// out. Each process that starts leaves a claim, a file whose name is never used again, and then looks for other live
// claims. It has the folder only if it finds none. Two processes cannot both find none: the owner of the later claim sees
// the earlier one. No name is used twice, so any process may remove a dead owner's claim at any moment.

interface Claim {
  pid: number
  started: string
  pidNamespace: string
  since: string
  token: string
}

const beatMillis = 1_000
const watchMillis = 4_000
const patienceMillis = 2_000

/** Takes the folder for this process, or throws a problem that names the process which has it. Resolves to a function that gives it back. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const claim: Claim = {
    pid: process.pid,
    started: await startOf(process.pid),
    pidNamespace: await pidNamespace(),
    since: new Date().toISOString(),
    token: randomUUID(),
  }
  const file = await stake(folder, claim)
  const beat = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), beatMillis).unref()
  const unlock = async () => {
    clearInterval(beat)
    await rm(file, { force: true })
  }
  try {
    await outwait(folder, claim)
  } catch (error) {
    await unlock()
    throw error
  }
  return unlock
}

/** Writes the claim aside and renames it, so that nobody reads half of one. */
async function stake(folder: string, claim: Claim): Promise<string> {
  const file = join(folder, `claim-${claim.token}.json`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(`${file}.draft`, JSON.stringify(claim))
    await rename(`${file}.draft`, file)
    return file
  } catch (error) {
    throw new DatabaseProblem(`The data folder ${folder} cannot be written: ${reasonOf(error)}.`)
  }
}

/** Gives way to an earlier claim at once; a later one is given a moment to do so. */
async function outwait(folder: string, own: Claim): Promise<void> {
  const deadline = Date.now() + patienceMillis
  for (;;) {
    const others = await liveClaims(folder, own)
    const holder = Date.now() < deadline ? others.find((other) => isEarlier(other, own)) : others[0]
    if (holder)
      throw new DatabaseProblem(
        `The data folder ${folder} is in use by process ${holder.pid}, since ${holder.since}. Stop it, or set DATA_DIR to another folder.`,
      )
    if (others.length === 0) return
    await wait(50)
  }
}

function isEarlier(one: Claim, other: Claim): boolean {
  return one.since === other.since ? one.token < other.token : one.since < other.since
}

async function liveClaims(folder: string, own: Claim): Promise<Claim[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('claim-') && !name.includes(own.token))
  const files = (ending: string) => names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name))
  await Promise.all(files('.json.draft').map(removeLeft))
  const claims = await Promise.all(files('.json').map((file) => liveClaim(file, own)))
  return claims.filter((claim) => claim !== undefined)
}

/** A draft is renamed at once, unless its writer was killed. */
async function removeLeft(draft: string): Promise<void> {
  const written = await stat(draft).catch(() => undefined)
  if (written && Date.now() - written.mtimeMs > watchMillis) await rm(draft, { force: true })
}

async function liveClaim(file: string, own: Claim): Promise<Claim | undefined> {
  const claim = await readClaim(file)
  if (claim) {
    const isVisible = own.pidNamespace !== '' && claim.pidNamespace === own.pidNamespace
    if (isVisible ? await isRunning(claim.pid, claim.started) : await beats(file)) return claim
  }
  await rm(file, { force: true })
  return undefined
}

async function readClaim(file: string): Promise<Claim | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Claim
  } catch {
    return undefined
  }
}

/** Whether a process that cannot be seen from here, in another container or on another machine, still touches its claim. */
async function beats(file: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file)
    await wait(watchMillis)
    return (await stat(file)).mtimeMs !== mtimeMs
  } catch {
    return false
  }
}
