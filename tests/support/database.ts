import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Test } from 'tap'
import { importDataset } from '../../src/copy/import-dataset.ts'
import { readDataset } from '../../src/copy/read-dataset.ts'
import { type Connection, connect } from '../../src/database/connect.ts'
import { nouns } from '../../src/nouns/all.ts'
import { databaseOn, onServer } from './on-server.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'
import { borrowDatabase } from './spare-databases.ts'

/** Which of the two databases this run is about. */
export const engine = process.env.TEST_DATABASE === 'pglite' ? 'pglite' : 'postgres'

/** The contents of a test's database. */
export type Holding = 'nothing' | 'seeds'

/** Where the run keeps databases that tests begin with a copy of: their names on its server, and files of the embedded ones. */
const copied = {
  nothing: { template: process.env.TEST_POSTGRES_TEMPLATE, dump: process.env.TEST_PGLITE_DUMP },
  seeds: { template: process.env.TEST_POSTGRES_SEEDS, dump: process.env.TEST_PGLITE_SEEDS },
}

/** A fresh, migrated database, gone when the test ends. Other processes reach it by `url`, if it is on a server. */
export async function testDatabase(t: Test, holding: Holding = 'nothing'): Promise<Connection & { url?: string }> {
  if (engine === 'pglite') return embeddedDatabase(t, holding)
  const { template } = copied[holding]
  const url = await serverDatabase(t, template)
  const connection = await connect({ databaseUrl: url, dataDirectory: '' })
  t.teardown(() => connection.close())
  if (!template) await fill(connection, holding)
  return { ...connection, url }
}

async function embeddedDatabase(t: Test, holding: Holding): Promise<Connection> {
  const open = async () => connect({ dataDirectory: 'memory://', dump: await dumpOf(holding) })
  if (holding === 'nothing') return borrowDatabase(t, open)
  const connection = await open()
  t.teardown(() => connection.close())
  return connection
}

async function fill(connection: Connection, holding: Holding): Promise<void> {
  await connection.migrate()
  if (holding === 'nothing') return
  const options = { actor: 'seed', reason: 'first', dryRun: false, progress: () => {} }
  await importDataset(connection.leader, nouns, readDataset(nouns, ['seeds']), options)
}

/** A fresh database without a table. */
export async function emptyDatabase(t: Test): Promise<Connection> {
  const databaseUrl = engine === 'pglite' ? undefined : await serverDatabase(t)
  const connection = await connect({ databaseUrl, dataDirectory: 'memory://' })
  t.teardown(() => connection.close())
  return connection
}

/** The URL of a fresh database on the server of this run, not migrated unless its template is. */
export async function serverDatabase(t: Test, template = 'template1'): Promise<string> {
  const server = await serverUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // Postgres would otherwise write each page to its log, which takes twice as long.
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)
  t.teardown(() => onServer(server, `drop database if exists ${name} with (force)`))
  return databaseOn(server, name)
}

let ownServer: Promise<PostgresServer> | undefined

// A file that is run by itself starts its own server, which ends with the process.
async function serverUrl(): Promise<string> {
  if (process.env.TEST_POSTGRES_URL) return process.env.TEST_POSTGRES_URL
  ownServer ??= startPostgres()
  return (await ownServer).url
}

const ownDumps = new Map<Holding, Promise<Blob>>()

/** A migrated embedded database, which opens in a third of the time of a new one. */
export async function dumpOf(holding: Holding): Promise<Blob> {
  const file = copied[holding].dump
  // A blob that only points at a file cannot be sent to the worker.
  if (file) return new Blob([await readFile(file)])
  const dump = ownDumps.get(holding) ?? makeDump(holding)
  ownDumps.set(holding, dump)
  return dump
}

async function makeDump(holding: Holding): Promise<Blob> {
  const dump = holding === 'nothing' ? undefined : await dumpOf('nothing')
  const connection = await connect({ dataDirectory: 'memory://', dump })
  try {
    await fill(connection, holding)
    return (await connection.dump?.()) as Blob
  } finally {
    await connection.close()
  }
}

/** Makes the migrated database that tests on this server begin with a copy of. */
export async function makeTemplate(server: string, holding: Holding): Promise<string> {
  const name = `template_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  const connection = await connect({ databaseUrl: databaseOn(server, name), dataDirectory: '' })
  try {
    await fill(connection, holding)
  } finally {
    await connection.close()
  }
  return name
}
