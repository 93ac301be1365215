import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Converter } from 'opencc-js'
import { projectRoot } from '../../src/root.ts'
import { agreementAt, type Body, type Ground } from './agreements.ts'
import { drawFrom, randomFrom } from './random.ts'
import { syllables } from './words.ts'

/** The seeds that the data set is made from. */
export const drawnFrom = [
  'domains',
  'mechanisms',
  'meetings',
  'organizations',
  'persons',
  'regions',
  'sources',
] as const

/** Records of the data set: the seeds' own but for their agreements and what refers to these, and so many generated agreements. */
export async function writeDataSet(folder: string, count: number, progress: (done: number) => void): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { kept, ground } = await groundFor(count)
  const toSimplified = Converter({ from: 'hk', to: 'cn' })
  const lines = function* () {
    for (const line of kept) yield `${JSON.stringify(line)}\n`
    for (let n = 1; n <= count; n += 1) {
      yield `${JSON.stringify({ noun: 'agreements', record: agreementAt(n, ground, toSimplified) })}\n`
      if (n % 50_000 === 0) progress(n)
    }
  }
  await pipeline(lines, createWriteStream(join(folder, 'data-set.ndjson')))
}

interface Named {
  id: string
  name: { en?: string; 'zh-Hant'?: string }
}
interface Organization extends Body {
  region?: string
}
interface Meeting {
  id: string
  mechanism: string | null
  date: string
}
interface Mechanism {
  id: string
  parties: string[]
}

async function groundFor(count: number): Promise<{ kept: object[]; ground: Ground }> {
  const [domains, mechanisms, meetings, organizations, persons, regions, sources] = await Promise.all([
    seeds<Named>('domains'),
    seeds<Mechanism>('mechanisms'),
    seeds<Meeting>('meetings'),
    seeds<Organization>('organizations'),
    seeds<Named>('persons'),
    seeds<Named>('regions'),
    seeds<{ id: string }>('sources'),
  ])
  const more = Math.min(20_000, Math.ceil(count / 50))
  const madeOrganizations = Array.from({ length: more }, (_, n) => madeOrganization(n))
  const madeSources = Array.from({ length: more }, (_, n) => madeSource(n))
  const bodies = [...organizations, ...madeOrganizations]
  const kept = {
    sources: [...sources, ...madeSources],
    domains,
    regions,
    organizations: bodies,
    mechanisms,
    persons,
    meetings,
  }
  return {
    kept: Object.entries(kept).flatMap(([noun, records]) => records.map((record) => ({ noun, record }))),
    ground: {
      domains,
      mechanisms: mechanisms.map(({ id, parties }) => ({
        id,
        region: parties.find((region) => region !== 'cn-hk') ?? 'cn-gd',
        meetings: meetings.filter(({ mechanism }) => mechanism === id),
      })),
      organizations: {
        hk: bodies.filter(({ side }) => side === 'hk'),
        mainland: bodies.filter(({ side }) => side === 'mainland'),
      },
      regions: regions.map(({ id }) => id).filter((id) => id !== 'cn-hk'),
      sources: kept.sources.map(({ id }) => id),
    },
  }
}

function madeOrganization(n: number): Organization {
  const draw = drawFrom(randomFrom(n))
  const parts = [draw.any(syllables), draw.any(syllables), draw.any(syllables)]
  const side = draw.chance(0.4) ? 'hk' : 'mainland'
  const en = parts.map(([text]) => text).join('')
  return {
    id: `generated-organization-${n}`,
    name: {
      en: `${en.charAt(0).toUpperCase()}${en.slice(1)} Institute`,
      'zh-Hant': `${parts.map(([, text]) => text).join('')}研究院`,
    },
    ...{ kind: 'university', side, covers: [], identifiers: [], citations: [{ source: 'legco-2024-10' }] },
  }
}

function madeSource(n: number): { id: string } {
  return {
    id: `generated-source-${n}`,
    ...{ kind: 'press-release', publisher: 'Generated Gazette', title: { en: `Press release ${n}` } },
    ...{ origins: { en: 'official' }, published: '2024-01-01', language: 'en', reprint: false },
    ...{ url: `https://gazette.example/${n}` },
  }
}

async function seeds<T>(noun: (typeof drawnFrom)[number]): Promise<T[]> {
  return JSON.parse(await readFile(new URL(`seeds/${noun}.json`, projectRoot), 'utf8'))
}
