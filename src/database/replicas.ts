import type pg from 'pg'
import type { Position } from '../memory/at-position.ts'
import { openCaughtUp } from './caught-up.ts'
import { isUnavailable, sqlState, sqlStates } from './problems.ts'
import type { ServerPools } from './server-pools.ts'

// Reads go to replicas that have caught up. The leader takes over each read that a replica cannot do in time.

/** How often a replica that was of no use is tried again. */
const tryAgainEvery = 250
const mostTries = 3

type Use<T> = (client: pg.ClientBase) => Promise<T>

export interface Replicas {
  /** Runs a read that may be repeated on a replica, or on the leader if no replica can do it. */
  read<T>(use: Use<T>): Promise<T>
  /** The same on the leader, and on a replica while the leader does not answer. */
  readNewest<T>(use: Use<T>): Promise<T>
  /** Reports where the log stands; nothing older is read. */
  reached(position: Position): void
  close(): Promise<void>
}

/** Opens replicas behind an address, which may lead to another one with each connection. */
export function openReplicas(leader: pg.Pool, open: () => Promise<ServerPools>): Replicas {
  const replicas = openCaughtUp(open)
  let isAway = true
  let trying: Promise<void> | undefined
  const tryAgain = () => {
    trying ??= tryReplicas().finally(() => {
      trying = undefined
    })
  }
  const timer = setInterval(() => isAway && tryAgain(), tryAgainEvery)
  timer.unref()
  tryAgain()

  async function tryReplicas(): Promise<void> {
    // While the replicas do not answer, the leader does their work.
    const client = await replicas.take().catch(() => undefined)
    client?.release()
    if (client) isAway = false
  }

  async function onReplica<T>(use: Use<T>, isLastResort: boolean): Promise<{ result: T } | undefined> {
    if (isAway && !isLastResort) return undefined
    const client = await replicas.take().catch(() => undefined)
    if (!client) {
      isAway = true
      return undefined
    }
    try {
      return { result: await useOnce(client, use) }
    } catch (error) {
      if (!isWorthAnotherTry(error)) throw error
      isAway ||= isUnavailable(error)
      return undefined
    }
  }

  async function read<T>(use: Use<T>, { leaderFirst }: { leaderFirst: boolean }): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const read = leaderFirst && tries === 1 ? undefined : await onReplica(use, tries > 1)
      if (read) return read.result
      try {
        return await useOnce(await leader.connect(), use)
      } catch (error) {
        if (!isUnavailable(error) || isTooSlow(error) || tries === mostTries) throw error
      }
    }
  }

  /** Later statements may refer to a position that an earlier one has shown. */
  function notingWhatIsShown<T>(use: Use<T>): Use<T> {
    return async (client) => {
      const result = await use(client)
      const shown = positionIn(result)
      if (shown !== undefined) replicas.shown(shown)
      return result
    }
  }

  return {
    read: (use) => read(notingWhatIsShown(use), { leaderFirst: false }),
    readNewest: (use) => read(notingWhatIsShown(use), { leaderFirst: true }),
    reached: replicas.reached,
    close: async () => {
      clearInterval(timer)
      await trying
      await replicas.close()
    },
  }
}

/** Uses a connection and gives it back, or throws it away where it turns out to be broken. */
async function useOnce<T>(client: pg.PoolClient, use: Use<T>): Promise<T> {
  let isBroken = false
  try {
    return await use(client)
  } catch (error) {
    isBroken = isUnavailable(error)
    throw error
  } finally {
    client.release(isBroken)
  }
}

/** The position that a statement tells by `headSeq` or `headBeside` of `rows.ts`. */
function positionIn(result: unknown): number | undefined {
  if (typeof result !== 'object' || result === null || !('rows' in result) || !Array.isArray(result.rows))
    return undefined
  const first: { head?: unknown; seq?: unknown } | undefined = result.rows[0]
  const position = first?.head ?? first?.seq
  return typeof position === 'number' ? position : undefined
}

/** A statement that was too slow here is so elsewhere. */
const isTooSlow = (error: unknown) => sqlState(error) === sqlStates.queryCanceled

/** Whether another server may do what this one did not: it is gone, or its recovery went before the statement. */
function isWorthAnotherTry(error: unknown): boolean {
  return sqlState(error) === sqlStates.serializationFailure || (isUnavailable(error) && !isTooSlow(error))
}
