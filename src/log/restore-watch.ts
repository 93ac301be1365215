import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../database/connect.ts'
import type { HeadWatch } from './head.ts'
import type { LogCursor } from './log-cursor.ts'
import { confirmLog, type LogEnd, readEndAnywhere, readLogEnd, restartAt } from './restarts.ts'

const lookEvery = 1000
/** How long a process that finds the log elsewhere waits for one that knew it before. */
const waitForConfirmation = 3000

const restoredOrMoved = 'the database was restored, copied or moved'
const wentBack = 'the log went back behind what had been read of it'

/** Called with the reason why the log was restarted. */
type OnRestart = (reason: string) => void

/** Restarts the log at the start of a process, where it is in another lineage than before and nobody confirms it. */
export async function noticeRestore({ aside, leader, mode }: Connection, onRestart: OnRestart): Promise<void> {
  if (mode === 'embedded') return
  const until = Date.now() + waitForConfirmation
  for (;;) {
    const end = await readLogEnd(aside)
    if (!end || isConfirmed(end)) return
    if (end.knownLineage === null) return confirmLog(leader, end.lineage)
    if (Date.now() > until) {
      const { isFirst } = await restartAt(leader, restoredOrMoved, isMoved)
      return isFirst ? onRestart(restoredOrMoved) : undefined
    }
    await pause(250)
  }
}

const isConfirmed = ({ lineage, knownLineage, knownHere }: LogEnd) => knownLineage === lineage && knownHere
const isMoved = (end: LogEnd) => end.knownLineage !== null && !isConfirmed(end)

/**
 * Watches the log while a process serves it: confirms it after a promotion, and restarts it where it went back. In the
 * middle of a restore that fails; then it is told once, and tried until it is done.
 */
export function watchForRestore(
  { aside, leader, mode }: Connection,
  head: HeadWatch,
  onRestart: OnRestart,
  onFailure: (error: unknown) => void = () => {},
): { close(): void } {
  if (mode === 'embedded') return { close: () => {} }
  let elsewhereSince: number | undefined
  let isLooking = false
  let isTold = false

  async function look(): Promise<void> {
    const known = head.known()
    const end = await readEndAnywhere(aside, known)
    if (end.isStandby) {
      // Once it is promoted, the log is whole up to here. It may be behind what this process knows.
      if (end.followsLeader && (!known || goesOn(known, end))) head.know(end)
      return
    }
    if (known && !goesOn(known, end)) return restart(wentBack, (end) => !goesOn(known, end), known)
    elsewhereSince = !known && isMoved(end) ? (elsewhereSince ?? Date.now()) : undefined
    // The start of this process would have found the same, had it been able to write.
    if (elsewhereSince !== undefined)
      return Date.now() < elsewhereSince + waitForConfirmation ? undefined : restart(restoredOrMoved, isMoved)
    if (known?.epoch === end.epoch && !isConfirmed(end)) await confirmLog(leader, end.lineage)
    head.know(end)
  }
  async function restart(reason: string, isLost: (end: LogEnd) => boolean, known?: LogCursor): Promise<void> {
    try {
      // Known from now on, for the database may be moved or put back again before the next look.
      const { isFirst, end } = await restartAt(leader, reason, isLost, known)
      if (end) head.know(end)
      // Texts are kept by the identity of the log, and those of the lost one are sent until the new one is known.
      await head.refresh()
      if (isFirst) onRestart(reason)
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
function goesOn(known: LogCursor, end: LogEnd): boolean {
  if (end.epoch !== known.epoch) return end.wasRestarted
  return end.seq >= known.seq && end.chainThere === known.chain
}
