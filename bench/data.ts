import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { drawnFrom, writeDataSet } from './data-set/write.ts'
import { say } from './say.ts'

export interface DataSet {
  file: string
  /** Agreements. */
  records: number
  /** Records of all nouns. */
  lines: number
  /** Ids of agreements, spread evenly over the data set, at most 200 000. */
  ids: string[]
  /** The domains that most agreements are of: each has more than a page of them. */
  domains: string[]
  /** A proper name that a few in a hundred thousand have, in English and in Chinese. */
  rare: [string, string]
}

const mostIds = 200_000
const mostDomains = 20

/** Gives the data set, and makes it unless an earlier run left it. It is the same in every run. */
export async function findDataSet(records: number): Promise<DataSet> {
  const folder = fileURLToPath(new URL(`data/${records}`, import.meta.url))
  const file = join(folder, 'data-set.ndjson')
  const summary = join(folder, 'summary.json')
  const stamp = await generatorStamp()
  const known = existsSync(summary) && existsSync(file) ? JSON.parse(await readFile(summary, 'utf8')) : undefined
  if (known?.stamp === stamp) return { file, records, ...known }
  say(`Making a data set of ${records} agreements`)
  const half = `${folder}.part`
  await rm(folder, { recursive: true, force: true })
  await writeDataSet(half, records, (done) => say(`Made ${done} agreements`))
  await rename(half, folder)
  const counted = await summarize(file, records)
  await writeFile(summary, JSON.stringify({ stamp, ...counted }))
  return { file, records, ...counted }
}

/** A hash of the generator and of the seeds that it draws from: another generator makes another data set. */
async function generatorStamp(): Promise<string> {
  const hash = createHash('sha256')
  const generator = (await readdir(new URL('data-set', import.meta.url))).sort().map((name) => `data-set/${name}`)
  for (const path of [...generator, ...drawnFrom.map((noun) => `../seeds/${noun}.json`)])
    hash.update(await readFile(new URL(path, import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

async function summarize(file: string, records: number): Promise<Pick<DataSet, 'lines' | 'ids' | 'domains' | 'rare'>> {
  const every = Math.max(1, Math.floor(records / mostIds))
  const summary = { lines: 0, ids: [] as string[], domains: [] as string[], rare: ['', ''] as [string, string] }
  let agreements = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    summary.lines += 1
    const [, noun, id] = /^\{"noun":"([^"]+)","record":\{"id":"([^"]+)"/.exec(line) ?? []
    if (noun === 'domains' && id && summary.domains.length < mostDomains) summary.domains.push(id)
    if (noun === 'agreements' && agreements === 0)
      summary.rare = [between(line, / on (\w+) /), between(line, /關於(...)/)]
    if (noun === 'agreements' && id && agreements++ % every === 0) summary.ids.push(id)
  }
  return summary
}

const between = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? ''

/** The title of the first agreement, in English and in Chinese. */
export async function firstTitle({ file }: DataSet): Promise<[string, string]> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { noun, record } = JSON.parse(line)
    if (noun === 'agreements') return [record.title.en, record.title['zh-Hant']]
  }
  throw new Error('The data set has no agreement.')
}
