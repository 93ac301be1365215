import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseCluster } from './database-cluster.ts'
import type { ServiceCluster } from './service-cluster.ts'

export interface Fault {
  name: string
  /** For how many seconds at most no write may be acknowledged. */
  away: number
  run(database: DatabaseCluster, services: ServiceCluster): Promise<void>
}

const seconds = (count: number) => pause(count * 1000)

/** `ttl` of the configuration, and some. */
const longerThanTtl = 35

export const patroniAsleep: Fault = {
  name: "the leader's Patroni asleep for longer than ttl",
  away: 45,
  run: async (database) => {
    const { patroni } = await database.leader()
    patroni.sleep()
    await seconds(longerThanTtl)
    patroni.wake()
    await seconds(10)
  },
}

export const faults: Fault[] = [
  {
    name: "kill -9 of the leader's Postgres",
    away: 15,
    run: async (database) => {
      const leader = await database.leader()
      leader.killPostgres()
      await seconds(12)
    },
  },
  {
    name: 'the leader’s machine lost, and back',
    away: 30,
    run: async (database) => {
      const leader = await database.leader()
      await leader.kill()
      await seconds(35)
      leader.start()
    },
  },
  {
    name: 'switch-over in good order',
    away: 15,
    run: async (database) => {
      await database.switchOver()
      await seconds(8)
    },
  },
  {
    name: 'the leader cut off from all others, and back',
    away: 30,
    run: async (database) => {
      const leader = await database.leader()
      leader.cutOff()
      await seconds(longerThanTtl)
      leader.rejoin()
      await seconds(10)
    },
  },
  {
    name: 'each instance of the service restarted, one killed -9',
    away: 15,
    run: async (_database, { instances: [first, second] }) => {
      await first?.service.stop()
      await seconds(1)
      await first?.start()
      await seconds(2)
      await second?.service.kill()
      await seconds(2)
      await second?.start()
    },
  },
  {
    name: 'etcd asleep for 25 s',
    away: 60,
    run: async ({ etcd }) => {
      for (const member of etcd) member.sleep()
      await seconds(25)
      for (const member of etcd) member.wake()
      await seconds(15)
    },
  },
  {
    name: 'the synchronous standby asleep for 20 s',
    away: 15,
    run: async (database) => {
      const standby = await database.synchronousStandby()
      standby.signalPostgres('SIGSTOP')
      await seconds(20)
      standby.signalPostgres('SIGCONT')
    },
  },
  {
    name: 'a standby that lags: its recovery paused for 15 s',
    away: 5,
    run: async (database) => {
      const standbys = await database.standbys()
      const [standby] = standbys
      await standby?.ask('select pg_wal_replay_pause()')
      await seconds(15)
      await standby?.ask('select pg_wal_replay_resume()')
    },
  },
  {
    name: 'a standby killed -9',
    away: 15,
    run: async (database) => {
      const [standby] = await database.standbys()
      standby?.killPostgres()
      await seconds(15)
    },
  },
  patroniAsleep,
]
