import type pg from 'pg'
import type { Position } from '../memory/at-position.ts'
import { isUnavailable, sqlState } from './problems.ts'
import type { ServerPools } from './server-pools.ts'

// Reads go to replicas, which may lag behind, disagree with each other, and die. A statement is sent to a replica only when
// that replica has reached the position that this process knows of, so that answers go back in time no more than they do
// on one server: neither behind a write of this process, nor behind what an earlier statement has shown. Whatever a
// replica cannot do in time, the leader does.

/** How long a statement waits for a replica that is behind. Usually that takes some 10 ms. */
const waitForReplica = 300
const lookEvery = 5
/** How often a replica that was of no use is tried again. */
const tryAgainEvery = 250
const mostTries = 3

type Use<T> = (client: pg.ClientBase) => Promise<T>

export interface Replicas {
  /** Runs what only reads, and may be run again, on a replica, or else on the leader. */
  read<T>(use: Use<T>): Promise<T>
  /** The same on the leader, and on a replica while the leader does not answer. */
  readNewest<T>(use: Use<T>): Promise<T>
  /** To be told where the log stands. Nothing is read from before that. */
  reached(position: Position): void
  close(): Promise<void>
}

/** Opens replicas behind an address, which may lead to another one with each connection. */
export function openReplicas(leader: pg.Pool, open: () => Promise<ServerPools>): Replicas {
  let replicas: ServerPools | undefined
  let floor: Position | undefined
  let isAway = true
  let trying: Promise<void> | undefined
  const standings = new WeakMap<pg.ClientBase, Position>()
  const tryAgain = () => {
    trying ??= tryReplicas().finally(() => {
      trying = undefined
    })
  }
  const timer = setInterval(() => isAway && tryAgain(), tryAgainEvery)
  timer.unref()
  tryAgain()

  async function tryReplicas(): Promise<void> {
    try {
      replicas ??= await open()
      const client = await take()
      client?.release()
      if (client) isAway = false
    } catch {
      // The replicas do not answer. The leader does their work meanwhile.
    }
  }

  /** A connection to a replica that has reached the floor. */
  async function take(): Promise<pg.PoolClient | undefined> {
    const client = await replicas?.readers.connect()
    if (!client) return undefined
    const hasReached = await reachesFloor(client).catch(() => false)
    if (hasReached) return client
    // Another connection may lead to another replica.
    client.release(true)
    return undefined
  }

  async function reachesFloor(client: pg.ClientBase): Promise<boolean> {
    const until = performance.now() + waitForReplica
    const wanted = floor
    if (!wanted) return false
    let standing = standings.get(client)
    while (!isAtLeast(standing, wanted)) {
      if (standing && performance.now() > until) return false
      if (standing) await new Promise((resolve) => setTimeout(resolve, lookEvery))
      standing = await standingOf(client)
      standings.set(client, standing)
    }
    return true
  }

  async function onReplica<T>(use: Use<T>, isLastResort: boolean): Promise<{ result: T } | undefined> {
    if (isAway && !isLastResort) return undefined
    const client = await take().catch(() => undefined)
    if (!client) {
      isAway = true
      return undefined
    }
    let isBroken = false
    try {
      return { result: await use(client) }
    } catch (error) {
      if (!isWorthAnotherTry(error)) throw error
      isBroken = isUnavailable(error)
      isAway ||= isBroken
      return undefined
    } finally {
      client.release(isBroken)
    }
  }

  async function onLeader<T>(use: Use<T>): Promise<T> {
    const client = await leader.connect()
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

  async function read<T>(use: Use<T>, { leaderFirst }: { leaderFirst: boolean }): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const read = leaderFirst && tries === 1 ? undefined : await onReplica(use, tries > 1)
      if (read) return read.result
      try {
        return await onLeader(use)
      } catch (error) {
        if (!isUnavailable(error) || isTooSlow(error) || tries === mostTries) throw error
      }
    }
  }

  return {
    read: (use) => read(notingWhatIsShown(use), { leaderFirst: false }),
    readNewest: (use) => read(notingWhatIsShown(use), { leaderFirst: true }),
    reached(position) {
      const isSameLog = position.epoch === floor?.epoch
      floor = isSameLog && floor && floor.seq > position.seq ? floor : position
    },
    close: async () => {
      clearInterval(timer)
      await trying
      await replicas?.close()
    },
  }

  /** A position that a statement has shown is one that later statements may ask about. */
  function notingWhatIsShown<T>(use: Use<T>): Use<T> {
    return async (client) => {
      const result = await use(client)
      const shown = positionIn(result)
      if (floor && shown !== undefined && shown > floor.seq) floor = { ...floor, seq: shown }
      return result
    }
  }
}

function isAtLeast(standing: Position | undefined, wanted: Position): boolean {
  return standing?.epoch === wanted.epoch && standing.seq >= wanted.seq
}

async function standingOf(client: pg.ClientBase): Promise<Position> {
  const { rows } = await client.query<Position>('select epoch::text, seq::text::int as seq from log_head')
  const [standing] = rows
  if (!standing) throw new Error('The log has no head.')
  return standing
}

/** Statements that tell a position of the log call it `seq`, and the feed `head`. */
function positionIn(result: unknown): number | undefined {
  if (typeof result !== 'object' || result === null || !('rows' in result) || !Array.isArray(result.rows))
    return undefined
  const first: { head?: unknown; seq?: unknown } | undefined = result.rows[0]
  const position = first?.head ?? first?.seq
  return typeof position === 'number' ? position : undefined
}

/** A statement that was too slow here is so elsewhere. */
const isTooSlow = (error: unknown) => sqlState(error) === '57014'

/** Whether another server may do what this one did not: it is gone, or its recovery went before the statement. */
function isWorthAnotherTry(error: unknown): boolean {
  return sqlState(error) === '40001' || (isUnavailable(error) && !isTooSlow(error))
}
