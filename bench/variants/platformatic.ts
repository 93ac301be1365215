import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DataSet } from '../data.ts'
import { startProgram, temporaryFolder, waitForLine } from '../machine/child.ts'
import { type Running, running } from '../machine/service.ts'
import { node } from '../peers/install.ts'
import type { Peer } from './peer.ts'
import { endless, type Variant } from './variant.ts'

const program = fileURLToPath(new URL('../peers/platformatic.js', import.meta.url))

export const platformatic: Peer = {
  step: 'platformatic',
  title: 'Platformatic DB',
  package: '@platformatic/db',
  start,
  variants,
}

async function start(database: string): Promise<Running> {
  const home = join(temporaryFolder(), 'platformatic')
  const log = join(temporaryFolder(), 'platformatic.log')
  mkdirSync(home, { recursive: true })
  const child = startProgram(node, [program, database, home], { log, environment: { NODE_ENV: 'production' } })
  const port = await waitForLine(child, log, /Listening at port (\d+)\.\n/)
  return running(child, `http://127.0.0.1:${port}`, log)
}

function variants(data: DataSet, service: Running): Variant[] {
  const base = { connections: 16, service, expected: [200] }
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
