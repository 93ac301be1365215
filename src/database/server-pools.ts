import pg from 'pg'
import type { UnavailableReason } from '../problems/problems.ts'
import { Attention, type Work } from './attention.ts'
import { DatabaseUnavailable, sqlState, sqlStates } from './problems.ts'
import { WatchedClient, watchedClients } from './watched-client.ts'

// Those who read and those who write have connections apart: a commit that waits for a standby, and all who wait for its
// locks, then keep no reader from reading. About four connections keep two cores busy; the rest wait their turn here.
const mostReading = 8
const mostWriting = 6

/** For how long after a write that found no space no other is expected to find some. */
const withoutSpaceFor = 30_000

const connectionTimeoutMillis = 3_000
/** The kernel detects dead connections that no statement waits on. */
const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 5_000 }

// No answer depends on the settings of a server or a role. Settings are made by statement, because a pooler refuses them
// among the options of a connection.
// `random_page_cost`: pages that are read often are in memory, so random reads cost about as much as sequential ones.
// `jit`: compiling a statement takes longer than any of ours runs, up to seconds where Postgres overestimates the work.
export const roleSettings = {
  statement_timeout: '10s',
  lock_timeout: '3s',
  idle_in_transaction_session_timeout: '5s',
  jit: 'off',
  work_mem: '16MB',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '0',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  search_path: 'public',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
}

/** The server reports changes of these settings, so a pooler keeps them for each client. */
const reportedSettings = { timezone: 'UTC', datestyle: 'ISO, MDY', standard_conforming_strings: 'on' }
const sessionSettings = { ...roleSettings, ...reportedSettings }

/** A person who waits for a read has left after this time. A whole list is read by many short statements. */
export const readWithin = '3s'

/** Nobody waits for a command, and no deadline ends its work. */
const commandSettings = { ...sessionSettings, lock_timeout: '30s' }

const statementFor = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `set ${name} = '${value}'`)
    .join('; ')

const limitOf = ({ statement_timeout }: Record<string, string>) => Number.parseInt(statement_timeout ?? '', 10) * 1000

const ownStatements = `
  from pg_stat_activity where datname = current_database() and usename = current_user and state = 'active'`
const writesWait = `
  exists (select ${ownStatements} and wait_event = 'SyncRep' and state_change < clock_timestamp() - interval '2 s')`
const workQuestion = `
  select ${writesWait} as "writesWait", (
    select coalesce(json_agg(json_build_object(
      'process', pid, 'waitsForStandby', wait_event is not distinct from 'SyncRep')), '[]')
    ${ownStatements} and pid = any($1)
  ) as working`
const standingQuestion = `
  select current_setting('transaction_read_only') = 'off' and not ${writesWait} as takes`

export interface ServerPools {
  readers: pg.Pool
  writers: pg.Pool
  /** One connection for small questions. */
  aside: pg.Pool
  /** Fails where no read gets a connection. */
  requireReader(): Promise<void>
  /** Whether a write would be kept at the moment. */
  takesWrites(): Promise<boolean>
  /** Reports how a write ended. */
  noteWrite(error?: unknown): void
  close(): Promise<void>
}

interface PoolSettings {
  /** Whether a pooler stands between here and the server. */
  isPooled: boolean
  /** Whether locks, and standbys at a commit, are waited for as long as that takes a command. */
  isCommand: boolean
}

export function openPools(connectionString: string, settings: PoolSettings): ServerPools {
  const attention = new Attention(askWork, settings)
  const { isPooled } = settings
  const usual = settings.isCommand ? commandSettings : sessionSettings
  const onConnect = (own: Record<string, string>) => async (client: pg.ClientBase) => {
    await client.query(statementFor(isPooled ? reportedSettings : own))
  }
  const common = { connectionString, ...keepAlive }
  const open = (max: number, own = usual) => {
    const pool = new pg.Pool({
      ...common,
      onConnect: onConnect(own),
      Client: watchedClients(attention.clients, { isPooled, statementTimeout: limitOf(isPooled ? usual : own) }),
      max,
      // A server that accepts no new connections, and serves the old ones, is then served through.
      min: 2,
      application_name: 'registry',
      connectionTimeoutMillis,
    })
    noteTaken(pool)
    return pool
  }
  const readers = open(mostReading, settings.isCommand ? usual : { ...usual, statement_timeout: readWithin })
  const writers = open(mostWriting)
  tellUnavailable(readers, () => (attention.isSilent() ? 'silent' : undefined))
  tellUnavailable(writers, () => (attention.isSilent() ? 'silent' : attention.writesWait() ? 'read-only' : undefined))
  const aside = new pg.Pool({
    ...common,
    onConnect: onConnect(usual),
    Client: watchedClients(attention.asides, { isPooled, statementTimeout: limitOf(usual) }),
    max: 1,
    application_name: 'registry aside',
    connectionTimeoutMillis: 900,
  })
  noteTaken(aside)
  const requireReader = requireOne(readers)
  const requireWriter = requireOne(writers)

  let lackedSpaceAt = Number.NEGATIVE_INFINITY
  const lacksSpace = () => performance.now() - lackedSpaceAt < withoutSpaceFor

  async function askWork(processes: number[]): Promise<Work> {
    const { rows } = await aside.query<Work>(workQuestion, [processes])
    const [work] = rows
    if (!work) throw new Error('An aggregate gives one row.')
    return work
  }
  return {
    readers,
    writers,
    aside,
    requireReader,
    takesWrites: async () => {
      await requireWriter()
      const { rows } = await aside.query<{ takes: boolean }>(standingQuestion)
      return (rows[0]?.takes ?? false) && !lacksSpace()
    },
    noteWrite: (error) => {
      if (!error) lackedSpaceAt = Number.NEGATIVE_INFINITY
      else if (sqlState(error) === sqlStates.diskFull) lackedSpaceAt = performance.now()
    },
    close: async () => {
      attention.close()
      await Promise.all([readers.end(), writers.end(), aside.end()])
    },
  }
}

function noteTaken(pool: pg.Pool): void {
  const note = (client: pg.ClientBase, isTaken: boolean) => {
    if (!(client instanceof WatchedClient)) return
    client.isTaken = isTaken
    if (!isTaken) client.isUnlimited = false
  }
  pool.on('acquire', (client) => note(client, true))
  pool.on('release', (_error, client) => note(client, false))
  // The next statement tells of a connection that is lost.
  pool.on('error', () => {})
}

/** Opens a connection where there is none, and fails where that fails. A connection that is at work is not waited for. */
function requireOne(pool: pg.Pool): () => Promise<void> {
  const open = new Set<pg.ClientBase>()
  pool.on('connect', (client) => open.add(client))
  pool.on('remove', (client) => open.delete(client))
  return async () => {
    if (open.size === 0) (await pool.connect()).release()
  }
}

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, done: () => void) => void

/**
 * Nobody waits for a connection that is known to be of no use. A client that gets none is told that the database does not
 * answer, whatever the server says of it: a full disk, for one, it calls an internal error.
 */
function tellUnavailable(pool: pg.Pool, why: () => UnavailableReason | undefined): void {
  const connect = pool.connect.bind(pool)
  pool.connect = ((taken?: Taken) => {
    const reason = why()
    const error = reason && new DatabaseUnavailable(reason)
    if (!taken) return error ? Promise.reject(error) : connect().catch((error) => Promise.reject(unconnected(error)))
    if (error) return taken(error, undefined, () => {})
    return connect((error, client, done) => taken(error && unconnected(error), client, done))
  }) as pg.Pool['connect']
}

const unconnected = (error: Error) =>
  error instanceof DatabaseUnavailable ? error : new DatabaseUnavailable('silent', { cause: error })
