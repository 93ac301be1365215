import { drizzle as drizzlePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { isUnavailable } from './problems.ts'
import type { Replicas } from './replicas.ts'
import type { ServerPools } from './server-pools.ts'
import { WatchedClient } from './watched-client.ts'

/**
 * Drizzle over the pools: a statement by itself reads, and a transaction writes unless it says otherwise. A transaction
 * always gives its connection back, and a broken one to be discarded.
 */
export function drizzleOver({ readers, writers, noteWrite }: ServerPools) {
  const db = drizzlePostgres(readers)
  db.transaction = async (run, config) => {
    const writes = config?.accessMode !== 'read only'
    const client = await (writes ? writers : readers).connect()
    let broken = false
    try {
      const result = await transactionOn(client, run, config)
      if (writes) noteWrite()
      return result
    } catch (error) {
      broken = isUnavailable(error)
      if (writes) noteWrite(error)
      throw error
    } finally {
      client.release(broken)
    }
  }
  return db
}

type Run<T> = (tx: Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]) => Promise<T>

async function transactionOn<T>(
  client: pg.ClientBase,
  run: Run<T>,
  config: Parameters<NodePgDatabase['transaction']>[1],
): Promise<T> {
  try {
    return await drizzlePostgres(inTurn(client) as pg.PoolClient).transaction(run, config)
  } catch (error) {
    // Drizzle hides the loss of a connection behind an error that it could not roll back.
    throw client instanceof WatchedClient ? (client.cutFor ?? error) : error
  }
}

/** Takes statements that are given at once one after another, which a client does not do for much longer. */
function inTurn(client: pg.ClientBase): Pick<pg.ClientBase, 'query'> {
  let turn: Promise<unknown> = Promise.resolve()
  const query = (statement: pg.QueryConfig, values?: unknown[]) => {
    const result = turn.then(() => client.query(statement, values))
    turn = result.catch(() => {})
    return result
  }
  return { query: query as pg.ClientBase['query'] }
}

/** Drizzle over replicas. A transaction that is not read-only runs on the leader. */
export function drizzleReading(read: Replicas['read'], leader: NodePgDatabase): NodePgDatabase {
  const pool = { query: (query: pg.QueryConfig, values: unknown[]) => read((client) => client.query(query, values)) }
  const db = drizzlePostgres(pool as unknown as pg.Pool)
  db.transaction = <T>(run: Run<T>, config?: Parameters<NodePgDatabase['transaction']>[1]) => {
    if (config?.accessMode !== 'read only') return leader.transaction(run, config)
    return read(async (client) => {
      let done: { result: T } | undefined
      const reading = async (tx: Parameters<Run<T>>[0]) => {
        done = { result: await run(tx) }
        return done.result
      }
      // The result is complete even if the end of the transaction fails.
      const giveDone = (error: unknown) => (done ? done.result : Promise.reject(error))
      return transactionOn(client, reading, config).catch(giveDone)
    })
  }
  return db
}
