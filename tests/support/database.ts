import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Test } from 'tap'
import { type Connection, connect } from '../../src/database/connect.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'
import { borrowDatabase } from './spare-databases.ts'

/** Which of the two databases this run is about. */
export const engine = process.env.TEST_DATABASE === 'pglite' ? 'pglite' : 'postgres'

/** A fresh, migrated database, gone when the test ends. Other processes reach it by `url`, if it is on a server. */
export async function testDatabase(t: Test): Promise<Connection & { url?: string }> {
  if (engine === 'pglite')
    return borrowDatabase(t, async () => connect({ dataDirectory: 'memory://', dump: await blankDump() }))
  const template = process.env.TEST_POSTGRES_TEMPLATE
  const url = await serverDatabase(t, template)
  const connection = await connect({ databaseUrl: url, dataDirectory: '' })
  t.teardown(() => connection.close())
  if (!template) await connection.migrate()
  return { ...connection, url }
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
  await onServer(server, `create database ${name} template ${template}`)
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

let ownDump: Promise<Blob> | undefined

async function blankDump(): Promise<Blob> {
  const file = process.env.TEST_PGLITE_DUMP
  // A blob that only points at a file cannot be sent to the worker.
  if (file) return new Blob([await readFile(file)])
  ownDump ??= makeBlankDump()
  return ownDump
}

/** A migrated embedded database without a record, which opens in a third of the time of a new one. */
export async function makeBlankDump(): Promise<Blob> {
  const connection = await connect({ dataDirectory: 'memory://' })
  try {
    await connection.migrate()
    return (await connection.dump?.()) as Blob
  } finally {
    await connection.close()
  }
}

/** Makes the migrated database that each test on this server begins with a copy of. */
export async function makeTemplate(server: string): Promise<string> {
  const name = `template_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  const connection = await connect({ databaseUrl: databaseOn(server, name), dataDirectory: '' })
  try {
    await connection.migrate()
  } finally {
    await connection.close()
  }
  return name
}

export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function databaseOn(server: string, name: string): string {
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}
