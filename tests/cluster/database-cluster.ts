import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Test } from 'tap'
import { stringify } from 'yaml'
import { freePort } from '../support/free-port.ts'
import { runAs } from '../support/postgres-binaries.ts'
import { makeFolder } from '../support/postgres-node.ts'
import { familyOf, type Running, run, send, until } from './processes.ts'
import { pathOf } from './programs.ts'

// Three machines, each with etcd, Patroni and Postgres, as processes. Everything that comes to a machine's Patroni and
// Postgres, and everything that its Patroni asks etcd, goes through a wire: a process of its own which, asleep, cuts the
// machine off without closing anything.

const examples = fileURLToPath(new URL('../../examples/cluster/', import.meta.url))
const names = ['node1', 'node2', 'node3'] as const

export interface ClusterNode {
  name: string
  patroni: Running
  /** Where the others find its Postgres and its Patroni. */
  port: number
  statusPort: number
  /** Its own Postgres, past the wire. */
  ask<T extends object>(statement: string): Promise<T[]>
  cutOff(): void
  rejoin(): void
  postmaster(): number
  killPostgres(): void
  /** Puts Postgres to sleep, or wakes it. */
  signalPostgres(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** Kills all of the machine. */
  kill(): Promise<void>
  start(): void
}

export interface DatabaseCluster {
  nodes: ClusterNode[]
  etcd: Running[]
  leader(): Promise<ClusterNode>
  standbys(): Promise<ClusterNode[]>
  /** The standby that acknowledges commits. */
  synchronousStandby(): Promise<ClusterNode>
  /** Has another node lead, in good order. */
  switchOver(): Promise<void>
  /** Waits until there is a leader and all others follow it, one of them synchronously. */
  settled(): Promise<void>
}

export async function startDatabaseCluster(t: Test): Promise<DatabaseCluster> {
  const folder = makeFolder(t)
  const etcd = await startEtcd(t, folder)
  const nodes: ClusterNode[] = []
  for (const name of names) nodes.push(await startMachine(t, folder, name, etcd.ports))
  const cluster = clusterOf(nodes, etcd.members)
  await cluster.settled()
  return cluster
}

async function startEtcd(t: Test, folder: string) {
  const addresses = await Promise.all(
    names.map(async (name) => ({ name, client: await freePort(), peer: await freePort() })),
  )
  const members = addresses.map(({ name, client, peer }) => {
    const words = {
      name,
      'data-dir': join(folder, `etcd-${name}`),
      'listen-client-urls': `http://127.0.0.1:${client}`,
      'advertise-client-urls': `http://127.0.0.1:${client}`,
      'listen-peer-urls': `http://127.0.0.1:${peer}`,
      'initial-advertise-peer-urls': `http://127.0.0.1:${peer}`,
      'initial-cluster': addresses.map(({ name, peer }) => `${name}=http://127.0.0.1:${peer}`).join(','),
      'heartbeat-interval': 200,
      'election-timeout': 2000,
    }
    const member = run(
      pathOf('etcd') ?? '',
      ['--enable-v2', ...Object.entries(words).map(([word, value]) => `--${word}=${value}`)],
      { user: runAs(), log: join(folder, `etcd-${name}.log`) },
    )
    t.teardown(() => member.kill())
    return member
  })
  return { members, ports: addresses.map(({ client }) => client) }
}

async function startMachine(t: Test, folder: string, name: string, etcdPorts: number[]): Promise<ClusterNode> {
  const own = { postgres: await freePort(), patroni: await freePort() }
  const wire = await startWire(t, folder, name, [own.postgres, own.patroni, ...etcdPorts])
  const [port = 0, statusPort = 0, ...throughToEtcd] = wire.ports
  const configuration = join(folder, name)
  const data = join(folder, `data-${name}`)
  mkdirSync(configuration)
  copyFileSync(join(examples, 'patroni.yml'), join(configuration, 'all.yml'))
  const local = (port: number) => `127.0.0.1:${port}`
  writeFileSync(
    join(configuration, 'node.yml'),
    stringify({
      name,
      restapi: { listen: local(own.patroni), connect_address: local(statusPort) },
      // They lead to etcd through the wire, so its own list of members is not to be followed.
      etcd: { hosts: throughToEtcd.map(local), use_proxies: true },
      postgresql: {
        listen: local(own.postgres),
        connect_address: local(port),
        data_dir: data,
        bin_dir: pathOf('postgres'),
        pgpass: join(folder, `pgpass-${name}`),
        authentication: {
          superuser: { username: 'postgres', password: 'postgres' },
          replication: { username: 'replicator', password: 'replicator' },
          rewind: { username: 'rewinder', password: 'rewinder' },
        },
        pg_hba: [
          'local all all trust',
          'host replication replicator 127.0.0.1/32 scram-sha-256',
          'host all all 127.0.0.1/32 scram-sha-256',
        ],
        parameters: { unix_socket_directories: folder },
      },
    }),
  )
  const postmaster = () => {
    try {
      return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
    } catch {
      return 0
    }
  }
  const startPatroni = () =>
    run(pathOf('patroni') ?? '', [configuration], { user: runAs(), log: join(folder, `patroni-${name}.log`) })
  const signalPostgres = (signal: NodeJS.Signals) => {
    for (const pid of familyOf(postmaster())) send(pid, signal)
  }
  const node: ClusterNode = {
    name,
    patroni: startPatroni(),
    port,
    statusPort,
    ask: (statement) => askOn(own.postgres, statement),
    cutOff: wire.process.sleep,
    rejoin: wire.process.wake,
    postmaster,
    killPostgres: () => signalPostgres('SIGKILL'),
    signalPostgres,
    kill: async () => {
      await node.patroni.kill()
      signalPostgres('SIGKILL')
    },
    start: () => {
      node.patroni = startPatroni()
    },
  }
  t.teardown(() => node.kill())
  return node
}

async function startWire(t: Test, folder: string, name: string, targets: number[]) {
  const ports = await Promise.all(targets.map(() => freePort()))
  const file = join(folder, `wire-${name}.cfg`)
  const ways = targets.map(
    (target, at) => `listen way${at}\n  bind 127.0.0.1:${ports[at]}\n  server there 127.0.0.1:${target}\n`,
  )
  const defaults = 'defaults\n  mode tcp\n  timeout connect 2s\n  timeout client 30m\n  timeout server 30m\n'
  writeFileSync(file, `global\n  nbthread 1\n${defaults}${ways.join('')}`)
  const process = run(pathOf('haproxy') ?? '', ['-db', '-f', file], { log: join(folder, `wire-${name}.log`) })
  t.teardown(() => process.kill())
  return { ports, process }
}

async function askOn<T extends object>(port: number, statement: string): Promise<T[]> {
  const client = new pg.Client({
    connectionString: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<T & pg.QueryResultRow>(statement)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

interface Member {
  name: string
  role: string
  state: string
}

function clusterOf(nodes: ClusterNode[], etcd: Running[]): DatabaseCluster {
  /** What the nodes say of the cluster; the first that answers is believed. */
  async function members(): Promise<Member[]> {
    const asked = nodes.map(async ({ statusPort }) => {
      const answer = await fetch(`http://127.0.0.1:${statusPort}/cluster`, { signal: AbortSignal.timeout(2_000) })
      return ((await answer.json()) as { members: Member[] }).members
    })
    return Promise.any(asked)
  }
  const named = (wanted: string | undefined) => {
    const node = nodes.find(({ name }) => name === wanted)
    if (!node) throw new Error(`There is no node ${wanted}.`)
    return node
  }
  const leader = async () => named((await members()).find(({ role }) => role === 'leader')?.name)
  const isSettled = async () => {
    const all = await members()
    const lead = await leader()
    const following = all.filter(({ role, state }) => role !== 'leader' && /^(running|streaming)$/.test(state))
    const [replication] = await lead.ask<{ all: number; synchronous: number }>(
      `select count(*)::int as all, count(*) filter (where sync_state in ('sync', 'quorum'))::int as synchronous
      from pg_stat_replication where state = 'streaming'`,
    )
    return (
      following.length === nodes.length - 1 && replication?.all === nodes.length - 1 && replication.synchronous === 1
    )
  }
  return {
    nodes,
    etcd,
    leader,
    standbys: async () => {
      const lead = await leader()
      return nodes.filter((node) => node !== lead)
    },
    synchronousStandby: async () => named((await members()).find(({ role }) => role === 'sync_standby')?.name),
    switchOver: async () => {
      const lead = await leader()
      await fetch(`http://127.0.0.1:${lead.statusPort}/switchover`, {
        method: 'POST',
        body: JSON.stringify({ leader: lead.name }),
        signal: AbortSignal.timeout(60_000),
      })
    },
    settled: () =>
      until('a leader with two standbys, one of them synchronous', isSettled, { within: 300_000, every: 500 }),
  }
}
