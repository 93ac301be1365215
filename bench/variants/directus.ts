import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onServer } from '../../tests/support/on-server.ts'
import type { DataSet } from '../data.ts'
import { startProgram, temporaryFolder, waitForLine } from '../machine/child.ts'
import { type Running, running } from '../machine/service.ts'
import { buildForPeers, node, packages } from '../peers/install.ts'
import { say } from '../say.ts'
import type { Peer } from './peer.ts'
import { endless, type Variant } from './variant.ts'

export const directus: Peer = { step: 'directus', title: 'Directus', package: 'directus', start, variants }

const program = join(packages, 'directus/cli.js')

/** Directus, with tables of its own in a schema of its own, lets everybody read the tables of the data set. */
async function start(database: string): Promise<Running> {
  if (!existsSync(join(packages, 'isolated-vm/out/isolated_vm.node'))) {
    say('Building what Directus needs')
    await buildForPeers('isolated-vm')
  }
  const home = join(temporaryFolder(), 'directus')
  const log = join(temporaryFolder(), 'directus.log')
  mkdirSync(home, { recursive: true })
  const environment = {
    NODE_ENV: 'production',
    ...{ HOST: '127.0.0.1', PORT: '0', PUBLIC_URL: 'http://127.0.0.1', SECRET: randomBytes(32).toString('hex') },
    ...{ DB_CLIENT: 'pg', DB_CONNECTION_STRING: database, DB_SEARCH_PATH: 'array:directus,public' },
    ...{ ADMIN_EMAIL: 'bench@example.org', ADMIN_PASSWORD: randomBytes(16).toString('hex'), TELEMETRY: 'false' },
    // This limiter would turn requests away when the process is as busy as the bench makes it.
    PRESSURE_LIMITER_ENABLED: 'false',
  }
  await onServer(database, 'drop schema if exists directus cascade', 'create schema directus')
  const env = { ...process.env, ...environment }
  await promisify(execFile)(node, [program, 'bootstrap'], { cwd: home, env })
  await onServer(database, await readFile(new URL('../peers/directus.sql', import.meta.url), 'utf8'))
  const child = startProgram(node, [program, 'start'], { log, environment, cwd: home })
  const address = await waitForLine(child, log, /Server started at (\S+)\n/)
  return running(child, `http://${address}`, log)
}

function variants(data: DataSet, service: Running): Variant[] {
  const base = { connections: 16, service, mostPerSecond: 1_000, expected: [200] }
  const list = (domain: string) =>
    `/items/agreements?limit=50&filter[domain_id][_eq]=${domain}&sort=-signed_on&meta=filter_count`
  const shown = (paths: string[], fields: string[]) =>
    endless(paths.map((path) => `${path}${path.includes('?') ? '&' : '?'}fields=${fields}`))
  const records = data.ids.map((id) => `/items/agreements/${id}`)
  const lists = data.domains.map(list)
  return [
    { ...base, name: 'directus record', paths: shown(records, columns) },
    { ...base, name: 'directus list', paths: shown(lists, columns) },
    { ...base, name: 'directus list with relations', leastSeconds: 15, paths: shown(lists, withRelations) },
  ]
}

const columns = [
  ...['id', 'title_en', 'title_zh', 'type', 'type_as_stated', 'status', 'signed_on', 'mechanism_id', 'meeting_id'],
  ...['domain_id', 'domain_basis', 'counted_in_claims', 'confidence', 'identifier', 'summary_en', 'summary_zh'],
]
const named = (link: string) => ['id', 'name_en', 'name_zh'].map((field) => `${link}.${field}`)
const withRelations = [
  ...columns,
  ...named('agreement_domains.domain_id'),
  ...named('agreement_parties.region_id'),
  'agreement_signatories.side',
  ...named('agreement_signatories.organization_id'),
  'agreement_citations.locator',
  ...['id', 'publisher', 'title'].map((field) => `agreement_citations.source_id.${field}`),
]
