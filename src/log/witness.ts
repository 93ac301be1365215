import type { Connection, Database } from '../database/connect.ts'
import { readStanding, restartAt, type Standing, vouch } from './restarts.ts'

const lookEvery = 1000
/** How long a process that starts waits for one that knew the log before. */
const waitForWitness = 3000

/** Called with the reason why the log was restarted. */
type OnRestart = (reason: string) => void

/** Restarts the log at the start of a process, where it is at another place than before and nobody vouches for it. */
export async function noticeRestore({ aside, db, mode }: Connection, onRestart: OnRestart): Promise<void> {
  if (mode === 'embedded') return
  const until = Date.now() + waitForWitness
  for (;;) {
    const standing = await readStanding(aside, 0)
    if (!standing || standing.knownPlace === standing.place) return
    if (standing.knownPlace === null) return vouch(db, standing.place)
    if (Date.now() > until) return restart(db, standing, 'the database was restored, copied or moved', onRestart)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function restart(db: Database, standing: Standing, reason: string, onRestart: OnRestart): Promise<void> {
  if (await restartAt(db, standing, reason)) onRestart(reason)
}

/** Watches the log while a process serves it: vouches for it after a promotion, and restarts it where it went back. */
export function bearWitness({ aside, db, mode }: Connection, onRestart: OnRestart): { close(): void } {
  if (mode === 'embedded') return { close: () => {} }
  let known: Standing | undefined
  let isLooking = false

  async function look(): Promise<void> {
    const standing = await readStanding(aside, known?.seq ?? 0)
    if (!standing) return
    const before = known?.epoch === standing.epoch ? known : undefined
    known = standing
    if (!before) return
    const isWhole = standing.seq >= before.seq && standing.chainThere === before.chain
    if (!isWhole) await restart(db, standing, 'the log went back behind what had been read of it', onRestart)
    else if (standing.place !== standing.knownPlace) await vouch(db, standing.place)
  }
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    // A database that does not answer is looked at again.
    look()
      .catch(() => {})
      .finally(() => {
        isLooking = false
      })
  }, lookEvery)
  timer.unref()
  return { close: () => clearInterval(timer) }
}
