import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { databaseOn, onServer } from '../../tests/support/on-server.ts'
import { atEnd } from '../cleanup.ts'
import type { Bench } from '../context.ts'
import { warm } from '../machine/postgres.ts'
import { fillDatabase } from '../peers/fill-database.ts'
import { installPeers, packages } from '../peers/install.ts'
import { say } from '../say.ts'
import { directus } from './directus.ts'
import type { Peer } from './peer.ts'
import { platformatic } from './platformatic.ts'
import type { Variant } from './variant.ts'

const peers: Peer[] = [platformatic, directus]

/** The variants of the peers that the options name. If one cannot be installed or started, the run goes on without it. */
export async function peerVariants(bench: Bench): Promise<Variant[]> {
  const { options, data, results } = bench
  const chosen = peers.filter(({ step }) => options.steps.has(step))
  if (!options.peers || chosen.length === 0) return []
  const variants: Variant[] = []
  try {
    await installPeers()
    const database = await fill(bench)
    await warm(database)
    for (const peer of chosen)
      try {
        say(`Starting ${peer.title}`)
        const service = await peer.start(database)
        atEnd(() => service.stop())
        variants.push(...peer.variants(data, service))
        results.versions[peer.title] = versionOf(peer.package)
      } catch (error) {
        doWithout(peer.title, error)
      }
    results.versions['node of the peers'] = versionOf('node')
  } catch (error) {
    doWithout(chosen.map(({ title }) => title).join(' and '), error)
  }
  return variants

  function doWithout(title: string, error: unknown): void {
    const [reason] = (error as Error).message.split('\n')
    say(`Without ${title}: ${reason}`)
    results.notes.push(`${title} could not be measured: ${reason}`)
  }
}

const mark = 'registry bench: filled'

async function fill({ server, data, options }: Bench): Promise<string> {
  const name = `registry_bench_${data.records}${options.keep ? '' : `_${process.pid}`}_peer`
  const drop = `drop database if exists ${name} with (force)`
  const [kept] = await onServer<{ comment: string | null }>(
    server.url,
    `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = '${name}'`,
  )
  if (kept?.comment === mark) return databaseOn(server.url, name)
  say("Filling the peers' tables")
  await onServer(server.url, drop, `create database ${name}`)
  if (!options.keep) atEnd(() => onServer(server.url, drop))
  await fillDatabase(databaseOn(server.url, name), data)
  await onServer(server.url, `comment on database ${name} is '${mark}'`)
  return databaseOn(server.url, name)
}

function versionOf(name: string): string {
  const file = join(packages, name, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : 'unknown'
}
