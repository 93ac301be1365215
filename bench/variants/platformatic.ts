import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { atEnd } from '../cleanup.ts'
import type { Bench } from '../context.ts'
import { startProgram, temporaryFolder, waitForLine } from '../machine/child.ts'
import { databaseOn, onServer, warm } from '../machine/postgres.ts'
import { running } from '../machine/service.ts'
import { fillDatabase } from '../peers/fill-database.ts'
import { say } from '../say.ts'
import { endless, type Variant } from './variant.ts'

const folder = fileURLToPath(new URL('../peers/', import.meta.url))
const node = join(folder, 'node_modules/node/bin/node')
const mark = 'registry bench: filled'

/** Platformatic DB over tables of its own on the same server. Where it cannot be had, the run goes on without it. */
export async function platformaticVariants(bench: Bench): Promise<Variant[]> {
  try {
    await install()
    const database = await fill(bench)
    await warm(database)
    say('Starting Platformatic DB')
    const home = join(temporaryFolder(), 'platformatic')
    const log = join(temporaryFolder(), 'platformatic.log')
    mkdirSync(home, { recursive: true })
    const environment = { NODE_ENV: 'production' }
    const child = startProgram(node, [join(folder, 'platformatic.js'), database, home], { log, environment })
    const port = await waitForLine(child, log, /Listening at port (\d+)\.\n/)
    const service = running(child, `http://127.0.0.1:${port}`, log)
    atEnd(() => service.stop())
    return variants(bench, service)
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    say(`Without Platformatic DB: ${reason}`)
    bench.results.notes.push(`Platformatic DB could not be measured: ${reason}`)
    return []
  } finally {
    addVersions(bench.results.versions)
  }
}

/** The packages are many, and are installed only when they are wanted. */
async function install(): Promise<void> {
  if (existsSync(node) && existsSync(join(folder, 'node_modules/@platformatic/db'))) return
  say('Installing Platformatic DB, which takes a minute or two')
  await promisify(execFile)('npm', ['ci', '--silent', '--no-audit', '--no-fund'], { cwd: folder })
}

async function fill({ server, data, options }: Bench): Promise<string> {
  const name = `registry_bench_${data.records}${options.keep ? '' : `_${process.pid}`}_peer`
  const drop = `drop database if exists ${name} with (force)`
  const [kept] = await onServer<{ comment: string | null }>(
    server.url,
    `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = '${name}'`,
  )
  if (kept?.comment === mark) return databaseOn(server.url, name)
  say("Filling the peer's tables")
  await onServer(server.url, drop, `create database ${name}`)
  if (!options.keep) atEnd(() => onServer(server.url, drop))
  await fillDatabase(databaseOn(server.url, name), data)
  await onServer(server.url, `comment on database ${name} is '${mark}'`)
  return databaseOn(server.url, name)
}

function variants({ data }: Bench, service: Variant['service']): Variant[] {
  const base = { connections: 16, service, wanted: [200] }
  const list = (domain: string) =>
    `/agreements/?limit=50&where.domainId.eq=${domain}&orderby.signedOn=desc&totalCount=true`
  const records = data.ids.map((id) => `/agreements/${id}`)
  const graphs = data.domains.map((domain) => `/graphql?query=${encodeURIComponent(withRelations(domain))}`)
  return [
    { ...base, name: 'platformatic record', mostPerSecond: 10_000, paths: endless(records) },
    { ...base, name: 'platformatic list', mostPerSecond: 500, paths: endless(data.domains.map(list)) },
    { ...base, name: 'platformatic list with relations', mostPerSecond: 100, leastSeconds: 15, paths: endless(graphs) },
  ]
}

const withRelations = (domain: string) => `{
  countAgreements(where: { domainId: { eq: "${domain}" } }) { total }
  agreements(limit: 50, where: { domainId: { eq: "${domain}" } }, orderBy: [{ field: signedOn, direction: DESC }]) {
    id titleEn titleZh type typeAsStated status signedOn domainBasis countedInClaims confidence identifier summaryEn summaryZh
    mechanism { id } meeting { id }
    agreementDomains { domain { id nameEn nameZh } }
    agreementParties { region { id nameEn nameZh } }
    agreementSignatories { side organization { id nameEn nameZh } }
    agreementCitations { locator source { id publisher title } }
  }
}`

function addVersions(versions: Record<string, string>): void {
  for (const [name, shown] of [
    ['@platformatic/db', 'Platformatic DB'],
    ['node', 'node of Platformatic DB'],
  ] as const) {
    const file = join(folder, 'node_modules', name, 'package.json')
    if (existsSync(file)) versions[shown] = JSON.parse(readFileSync(file, 'utf8')).version
  }
}
