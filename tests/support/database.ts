import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { Test } from 'tap'
import { type Connection, connect } from '../../src/database/connect.ts'
import { startPostgres } from './postgres.ts'

/** Which of the two databases this run is about. */
export const engine = process.env.TEST_DATABASE === 'pglite' ? 'pglite' : 'postgres'

/** A fresh, migrated database, gone when the test ends. */
export async function testDatabase(t: Test): Promise<Connection & { url?: string }> {
  const { connection, url, drop } = engine === 'pglite' ? await freshEmbedded() : await freshOnServer()
  t.teardown(async () => {
    await connection.close()
    await drop()
  })
  return { ...connection, url }
}

interface Fresh {
  connection: Connection
  url?: string
  drop(): Promise<void>
}

async function freshEmbedded(): Promise<Fresh> {
  const file = process.env.TEST_PGLITE_DUMP
  const connection = await connect({
    dataDirectory: 'memory://',
    dump: file ? new Blob([readFileSync(file)]) : undefined,
  })
  if (!file) await connection.migrate()
  return { connection, drop: async () => {} }
}

/** Copies the template that the run has made; a file that is run by itself starts its own server. */
async function freshOnServer(): Promise<Fresh> {
  const template = process.env.TEST_POSTGRES_TEMPLATE
  const own = process.env.TEST_POSTGRES_URL ? undefined : await startPostgres()
  const server = process.env.TEST_POSTGRES_URL ?? own?.url ?? ''
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}${template ? ` template ${template}` : ''}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const connection = await connect({ databaseUrl: url, dataDirectory: '' })
  if (!template) await connection.migrate()
  return {
    connection,
    url,
    drop: async () => {
      await onServer(server, `drop database ${name} with (force)`)
      await own?.stop()
    },
  }
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
