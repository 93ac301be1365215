import { setTimeout as pause } from 'node:timers/promises'
import type { Connection, Database } from '../database/connect.ts'
import { confirmLog, type LogEnd, readEndAnywhere, readLogEnd, restartAt } from './restarts.ts'

const lookEvery = 1000
/** How long a process that finds the log elsewhere waits for one that knew it before. */
const waitForWitness = 3000

const restoredOrMoved = 'the database was restored, copied or moved'

/** Called with the reason why the log was restarted. */
type OnRestart = (reason: string) => void

/** Restarts the log at the start of a process, where it is in another lineage than before and nobody confirms it. */
export async function noticeRestore({ aside, leader, mode }: Connection, onRestart: OnRestart): Promise<void> {
  if (mode === 'embedded') return
  const until = Date.now() + waitForWitness
  for (;;) {
    const end = await readLogEnd(aside)
    if (!end || end.knownLineage === end.lineage) return
    if (end.knownLineage === null) return confirmLog(leader, end.lineage)
    if (Date.now() > until) return void (await restart(leader, end, restoredOrMoved, onRestart))
    await pause(250)
  }
}

/** Gives back where the restarted log stands. */
async function restart(db: Database, from: LogEnd, reason: string, onRestart: OnRestart): Promise<LogEnd | undefined> {
  const { isFirst, end } = await restartAt(db, from, reason)
  if (isFirst) onRestart(reason)
  return end
}

/**
 * Watches the log while a process serves it: confirms it after a promotion, and restarts it where it went back. In the
 * middle of a restore that fails; then it is told once, and tried until it is done.
 */
export function watchForRestore(
  { aside, leader, mode }: Connection,
  onRestart: OnRestart,
  onFailure: (error: unknown) => void = () => {},
): { close(): void } {
  if (mode === 'embedded') return { close: () => {} }
  let known: LogEnd | undefined
  let elsewhereSince: number | undefined
  let isLooking = false
  let isTold = false

  async function look(): Promise<void> {
    const end = await readEndAnywhere(aside, known)
    if (end.isStandby) {
      // What it has followed is whole when it is promoted. It may be behind what this process knows.
      if (end.followsLeader && (!known || goesOn(known, end))) known = end
      return
    }
    if (known && !goesOn(known, end)) return restartFrom(end, 'the log went back behind what had been read of it')
    const isElsewhere = !known && end.knownLineage !== null && end.knownLineage !== end.lineage
    elsewhereSince = isElsewhere ? (elsewhereSince ?? Date.now()) : undefined
    // The start of this process would have found the same, had it been able to write.
    if (elsewhereSince !== undefined)
      return Date.now() < elsewhereSince + waitForWitness ? undefined : restartFrom(end, restoredOrMoved)
    if (known?.epoch === end.epoch && end.lineage !== end.knownLineage) await confirmLog(leader, end.lineage)
    known = end
  }
  async function restartFrom(end: LogEnd, reason: string): Promise<void> {
    try {
      // Known from now on, for the database may be moved or put back again before the next look.
      known = await restart(leader, end, reason, onRestart)
      isTold = false
    } catch (error) {
      if (!isTold) onFailure(error)
      isTold = true
    }
  }
  const lookAlone = () => {
    if (isLooking) return
    isLooking = true
    // A database that does not answer is looked at again.
    look()
      .catch(() => {})
      .finally(() => {
        isLooking = false
      })
  }
  lookAlone()
  const timer = setInterval(lookAlone, lookEvery)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

/** Whether a log is whole up to an end that was read before, or was restarted since. */
function goesOn(known: LogEnd, end: LogEnd): boolean {
  if (end.epoch !== known.epoch) return end.wasRestarted
  return end.seq >= known.seq && end.chainThere === known.chain
}
