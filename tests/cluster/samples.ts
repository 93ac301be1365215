import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Load } from '../support/load.ts'
import type { DatabaseCluster } from './database-cluster.ts'
import type { ServiceCluster } from './service-cluster.ts'

/** What is looked at while a cluster works for long. What could not be asked is absent. */
export interface Sample {
  /** Minutes since the beginning. */
  at: number
  /** Whether machines fail, or have not all come back. */
  isFault: boolean
  /** Megabytes that each instance of the service holds. */
  memory: number[]
  /** Connections of the service at the leader. */
  connections?: number
  /** How many changes the follower and the stream are behind what was acknowledged. */
  behind: number
  /** Kilobytes of the write-ahead log that the slower standby has not replayed. */
  standbyBehind?: number
}

const every = 5_000

/** In its first minutes a service fills its memory with what is asked often. */
const warmAfter = 2

/** Takes samples until it is stopped. */
export function takeSamples(database: DatabaseCluster, services: ServiceCluster, load: Load, isFault: () => boolean) {
  const startedAt = Date.now()
  const samples: Sample[] = []
  const stopping = new AbortController()
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const before = Date.now()
      const asked = await askLeader(database).catch(() => ({}))
      samples.push({
        at: (before - startedAt) / 60_000,
        isFault: isFault(),
        memory: services.instances.map(({ service }) => memoryOf(service.pid)),
        behind: load.behind(),
        ...asked,
      })
      await pause(Math.max(0, before + every - Date.now()))
    }
  }
  const done = run()
  return {
    samples,
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

async function askLeader(database: DatabaseCluster): Promise<Partial<Sample>> {
  const [row] = await (await database.leader()).ask<Required<Pick<Sample, 'connections' | 'standbyBehind'>>>(
    `select (select count(*)::int from pg_stat_activity where usename = 'registry_service') as connections,
      (select max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::int8::float8 / 1024 from pg_stat_replication)
        as "standbyBehind"`,
  )
  return { connections: row?.connections, standbyBehind: row?.standbyBehind ?? undefined }
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

export interface Figure {
  name: string
  first: number
  last: number
  highest: number
}

/** Each figure of the warm service between the faults: its median in the first third and in the last, and its highest value at any time. */
export function figuresOf(samples: Sample[]): Figure[] {
  const instances = samples[0]?.memory.map((_, at) => at) ?? []
  const figures: [string, (sample: Sample) => number | undefined][] = [
    ...instances.map((at): [string, (sample: Sample) => number | undefined] => [
      `memory of instance ${at + 1}, MB`,
      ({ memory }) => memory[at],
    ]),
    ['connections at the leader', ({ connections }) => connections],
    ['followers behind, changes', ({ behind }) => behind],
    ['slower standby behind, kB', ({ standbyBehind }) => standbyBehind],
  ]
  return figures.map(([name, of]) => {
    const values = (some: Sample[]) => some.flatMap((sample) => of(sample) ?? [])
    const calm = samples.filter(({ at, isFault }) => at >= warmAfter && !isFault)
    const third = Math.ceil(calm.length / 3)
    const median = (some: Sample[]) =>
      values(some).sort((one, other) => one - other)[Math.floor(values(some).length / 2)] ?? Number.NaN
    return {
      name,
      first: median(calm.slice(0, third)),
      last: median(calm.slice(-third)),
      highest: Math.max(...values(samples)),
    }
  })
}
