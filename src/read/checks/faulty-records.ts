import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { HeadWatch } from '../../log/head.ts'
import { surroundingsIn } from '../../log/surroundings.ts'
import { type AtPosition, keepAtPosition } from '../../memory/at-position.ts'
import { checkRecords } from '../../model/check-records.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { NounName } from '../../model/record-name.ts'
import type { Rule } from '../../model/rule.ts'
import { allRules } from '../../model/run-rules.ts'

/** A record in which a rule finds something, and where in it. */
interface Faulty {
  noun: NounName
  id: string
  fields: string[]
}

/** The records in which each rule finds something, in the whole registry. */
export type FaultyRecords = AtPosition<Faulty[]>

const mostBytes = 8 * 1024 * 1024
const bytesOfFaulty = 200

export function keepFaultyRecords({ present }: HeadWatch): FaultyRecords {
  return keepAtPosition(present, { name: 'faults', mostBytes })
}

/** The same as below, at the position that this database shows, read once while the log stands there. */
export async function faultyRecordsNow(
  { db, nouns, faulty }: { db: Database; nouns: Nouns; faulty: FaultyRecords },
  seq: number,
  rule: string,
): Promise<Faulty[]> {
  const readAt = faulty.present()
  if (readAt?.seq !== seq) return findFaultyRecords(db, nouns, rule)
  const known = faulty.find(rule)
  if (known) return known
  const all = await faulty.share(rule, () => findFaultyRecords(db, nouns, rule))
  faulty.keep(rule, readAt, all, bytesOfFaulty * (1 + all.length))
  return all
}

/** All records in which a rule finds something, by noun and id. Reads the nouns that have the rule, a part at a time. */
export async function findFaultyRecords(db: Database, nouns: Nouns, name: string): Promise<Faulty[]> {
  const known = allRules(nouns.values()).get(name)
  if (!known) return []
  const faulty: Faulty[] = []
  for (const noun of known.nouns.toSorted((one, other) => (one.name < other.name ? -1 : 1)))
    for await (const documents of inParts(db, noun))
      faulty.push(...(await faultyAmong(db, nouns, noun, documents, known.rule)))
  return faulty
}

async function faultyAmong(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  documents: RecordDocument[],
  { name }: Rule<RecordDocument>,
): Promise<Faulty[]> {
  const records = documents.map((document) => ({ noun, document }))
  const rulesOf = ({ rules }: Noun) => rules.filter((rule) => rule.name === name)
  const findings = await checkRecords(records, surroundingsIn(db, nouns), rulesOf)
  return documents.flatMap(({ id }, at) => {
    const fields = (findings[at] ?? []).map(({ pointer }) => pointer)
    return fields.length > 0 ? [{ noun: noun.name, id, fields: [...new Set(fields)] }] : []
  })
}

const partSize = 500

async function* inParts(db: Database, { table }: Noun): AsyncGenerator<RecordDocument[]> {
  for (let after = ''; ; ) {
    const part = await rows<{ content: string }>(
      db,
      sql`select ${versions.content} from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
      where ${table.id} > ${after} order by ${table.id} limit ${partSize}`,
    )
    const documents = part.map(({ content }) => JSON.parse(content) as RecordDocument)
    if (documents.length > 0) yield documents
    const last = documents.at(-1)
    if (!last || part.length < partSize) return
    after = last.id
  }
}
