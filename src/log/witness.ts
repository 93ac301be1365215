import type { Connection, Database } from '../database/connect.ts'
import { type LogEnd, readLogEnd, restartAt, vouch } from './restarts.ts'

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
    const end = await readLogEnd(aside, 0)
    if (!end || end.knownPlace === end.place) return
    if (end.knownPlace === null) return vouch(db, end.place)
    if (Date.now() > until) return restart(db, end, 'the database was restored, copied or moved', onRestart)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function restart(db: Database, end: LogEnd, reason: string, onRestart: OnRestart): Promise<void> {
  if (await restartAt(db, end, reason)) onRestart(reason)
}

/** Watches the log while a process serves it: vouches for it after a promotion, and restarts it where it went back. */
export function bearWitness({ aside, db, mode }: Connection, onRestart: OnRestart): { close(): void } {
  if (mode === 'embedded') return { close: () => {} }
  let known: LogEnd | undefined
  let isLooking = false

  async function look(): Promise<void> {
    const end = await readLogEnd(aside, known?.seq ?? 0)
    if (!end) return
    const before = known?.epoch === end.epoch ? known : undefined
    known = end
    if (!before) return
    const isWhole = end.seq >= before.seq && end.chainThere === before.chain
    if (!isWhole) await restart(db, end, 'the log went back behind what had been read of it', onRestart)
    else if (end.place !== end.knownPlace) await vouch(db, end.place)
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
