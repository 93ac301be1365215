import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Position } from '../memory/at-position.ts'
import type { ServerPools } from './server-pools.ts'

// Replicas lag behind and disagree with each other. A connection to one is given out only when that replica has reached
// the position that this process knows of, its floor. So answers never go back in time: neither behind a write of this
// process, nor behind what an earlier statement has shown.

/** How long a statement waits for a replica that is behind. Usually that takes some 10 ms. */
const waitForReplica = 300
const lookEvery = 5

interface CaughtUp {
  /** A connection to a replica that has reached the floor; undefined where there is none in time. */
  take(): Promise<pg.PoolClient | undefined>
  /** Raises the floor, or takes that of another log. */
  reached(position: Position): void
  /** The same for a position of the log that is known of. */
  shown(seq: number): void
  close(): Promise<void>
}

/** Gives out connections to replicas behind an address, which may lead to another one with each connection. */
export function openCaughtUp(open: () => Promise<ServerPools>): CaughtUp {
  let opening: Promise<ServerPools> | undefined
  let floor: Position | undefined
  const standings = new WeakMap<pg.ClientBase, Position>()

  async function pools(): Promise<ServerPools> {
    opening ??= open()
    return opening.catch((error) => {
      opening = undefined
      throw error
    })
  }

  async function reachesFloor(client: pg.ClientBase): Promise<boolean> {
    const until = performance.now() + waitForReplica
    const wanted = floor
    if (!wanted) return false
    let standing = standings.get(client)
    while (!isAtLeast(standing, wanted)) {
      if (standing && performance.now() > until) return false
      if (standing) await pause(lookEvery)
      standing = await standingOf(client)
      standings.set(client, standing)
    }
    return true
  }

  return {
    async take() {
      const client = await (await pools()).readers.connect()
      const hasReached = await reachesFloor(client).catch(() => false)
      if (hasReached) return client
      // Another connection may lead to another replica.
      client.release(true)
      return undefined
    },
    reached(position) {
      // After a silence the leader may be another one, which lacks what a replica had shown ahead of the one before.
      const isSameWay = position.epoch === floor?.epoch && position.way === floor.way
      const isBehind = isSameWay && floor !== undefined && floor.seq > position.seq
      if (!isBehind) floor = position
    },
    shown(seq) {
      if (floor && seq > floor.seq) floor = { ...floor, seq }
    },
    close: async () => (await opening?.catch(() => undefined))?.close(),
  }
}

function isAtLeast(standing: Position | undefined, wanted: Position): boolean {
  return standing?.epoch === wanted.epoch && standing.seq >= wanted.seq
}

async function standingOf(client: pg.ClientBase): Promise<Position> {
  const { rows } = await client.query<Position>('select epoch::text, seq::float8 as seq from log_head')
  const [standing] = rows
  if (!standing) throw new Error('The log has no head.')
  return standing
}
