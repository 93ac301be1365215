import type { Database } from '../../src/database/connect.ts'
import { nounNamed } from '../../src/model/noun-list.ts'
import type { NounName } from '../../src/model/record-name.ts'
import { nouns } from '../../src/nouns/all.ts'
import type { Registry } from '../../src/read/registry.ts'
import { lastSeq } from '../../src/write/append.ts'
import { type Saved, save } from '../../src/write/save.ts'
import type { Write } from '../../src/write/write.ts'

/** A record as a client would write it. */
export interface Example {
  noun: NounName
  record: { id: string; [field: string]: unknown }
}

const citations = [{ source: 'paper', locator: 'para 17(ii)' }]

/** Valid records of each noun; `fields` replace what stands here. */
export const examples = {
  source: (id = 'paper', fields = {}): Example => ({
    noun: 'sources',
    record: {
      id,
      kind: 'paper',
      publisher: 'CMAB',
      title: { 'zh-Hant': '文件' },
      published: '2024-10',
      language: 'zh-Hant',
      reprint: false,
      ...fields,
    },
  }),
  region: (id: string, fields = {}): Example => ({
    noun: 'regions',
    record: { id, name: { en: id }, kind: 'municipality', members: [], codes: [], citations, ...fields },
  }),
  domain: (id: string, fields = {}): Example => ({
    noun: 'domains',
    record: { id, name: { en: id }, altLabels: [], definition: { en: `All that is ${id}.` }, citations, ...fields },
  }),
  organization: (id: string, fields = {}): Example => ({
    noun: 'organizations',
    record: { id, name: { en: id }, kind: 'bureau', side: 'hk', covers: [], identifiers: [], citations, ...fields },
  }),
  mechanism: (id: string, fields = {}): Example => ({
    noun: 'mechanisms',
    record: {
      id,
      name: { en: id },
      kind: 'conference',
      parties: ['cn-hk', 'cn-sh'],
      status: 'active',
      citations,
      ...fields,
    },
  }),
  meeting: (id: string, fields = {}): Example => ({
    noun: 'meetings',
    record: {
      id,
      mechanism: 'shanghai',
      parties: ['cn-hk', 'cn-sh'],
      kind: 'plenary',
      ordinal: 6,
      name: { en: id },
      date: '2024-04-26',
      format: 'in-person',
      citations,
      ...fields,
    },
  }),
  area: (id: string, fields = {}): Example => ({
    noun: 'consensus-areas',
    record: {
      id,
      meeting: 'shanghai-2024-04',
      order: null,
      name: { 'zh-Hant': '金融' },
      domains: ['finance'],
      agreed: true,
      citations,
      ...fields,
    },
  }),
  agreement: (id: string, fields = {}): Example => ({
    noun: 'agreements',
    record: {
      id,
      title: { en: `Memorandum ${id}` },
      type: 'memorandum-of-understanding',
      status: 'signed',
      signedOn: '2024-04-26',
      mechanism: 'shanghai',
      meeting: 'shanghai-2024-04',
      parties: ['cn-hk', 'cn-sh'],
      signatories: [{ organization: 'hk-health-bureau', side: 'hk' }],
      domains: ['health'],
      domainBasis: 'stated',
      countedInClaims: true,
      confidence: 'high',
      citations,
      ...fields,
    },
  }),
  person: (id: string, fields = {}): Example => ({
    noun: 'persons',
    record: { id, name: { en: id }, citations, ...fields },
  }),
  measure: (id: string, fields = {}): Example => ({
    noun: 'measures',
    record: {
      id,
      title: { en: id },
      section: { en: 'Section' },
      organizations: [],
      domains: [],
      regions: [],
      targets: [],
      citations,
      ...fields,
    },
  }),
}

/** The few records that agreements lean on: finance with banking below it, health, a mechanism with one meeting. */
export const ground: Example[] = [
  examples.source(),
  examples.region('cn-hk', { kind: 'sar' }),
  examples.region('cn-sh', { codes: [{ scheme: 'iso-3166-2', value: 'CN-SH' }] }),
  examples.domain('finance'),
  examples.domain('banking', { parent: 'finance' }),
  examples.domain('health'),
  examples.organization('hk-health-bureau'),
  examples.organization('shanghai-health-commission', { side: 'mainland' }),
  examples.mechanism('shanghai'),
  examples.meeting('shanghai-2024-04'),
]

export const pathOf = ({ noun, record }: Example) => `/v1/${noun}/${record.id}`

/** Writes records as one revision, whose position it gives back, and fails where the registry refuses one. */
export async function write(registry: Registry, ...written: Example[]): Promise<Saved & { seq?: number }> {
  const writes = written.map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record }, registry.nouns))
  const saved = await save(registry.leader, registry.nouns, writes, { actor: 'test', mode: 'atomic' })
  const refused = saved.results.find(({ problem }) => problem)
  if (refused?.problem) throw refused.problem
  const seq = await seqOf(registry.leader, saved)
  if (seq) registry.head.acknowledged(seq)
  return { ...saved, seq }
}

/** The log position of what was saved; undefined where nothing was. */
export async function seqOf(db: Database, { tx }: Saved): Promise<number | undefined> {
  return tx ? lastSeq(db, tx) : undefined
}

export function toWrite(name: NounName, id: string, change: Write['change'], among = nouns): Write {
  return { noun: nounNamed(among, name), id, change }
}
