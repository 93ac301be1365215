import { performance } from 'node:perf_hooks'
import { DatabaseUnavailable } from './problems.ts'
import { withoutIdleLimit } from './without-limit.ts'

// The embedded database has one connection, so all wait for a transaction. One that waits for something that waits for the
// database itself would stop the service for ever. A server ends an idle transaction by itself; here this does it.

const lookEvery = 250
/** For how many milliseconds nothing may be asked in a transaction: as long as a server allows by `roleSettings`. */
const idleWithin = 5_000

interface Idleness {
  /** Runs a statement of the transaction, which is not idle meanwhile; fails if the transaction has ended. */
  interrupt<T>(text: string, ask: () => Promise<T>): Promise<T>
  /** Fails when the transaction has been idle for too long. */
  tooLong: Promise<never>
  end(): void
}

/** Begins to watch a transaction. */
export function watchIdleness(): Idleness {
  let [asked, looks, isUnlimited] = [0, 0, false]
  let failure: Error | undefined
  let fail: (error: Error) => void
  const tooLong = new Promise<never>((_, reject) => {
    fail = reject
  })
  let load = performance.eventLoopUtilization()
  // Only as much of a look counts as this process was idle: while it is busy, nothing can be asked.
  const timer = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(load)
    load = performance.eventLoopUtilization()
    looks = asked > 0 || isUnlimited ? 0 : looks + 1 - utilization
    if (looks <= idleWithin / lookEvery) return
    failure = new DatabaseUnavailable('silent')
    fail(failure)
  }, lookEvery)
  return {
    async interrupt(text, ask) {
      if (failure) throw failure
      if (text === withoutIdleLimit) isUnlimited = true
      asked += 1
      try {
        return await ask()
      } finally {
        asked -= 1
        looks = 0
      }
    },
    tooLong,
    end() {
      clearInterval(timer)
      failure ??= new Error('The transaction has ended.')
    },
  }
}
