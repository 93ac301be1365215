import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { records, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { hasEdition, noteEdition } from '../log/editions.ts'
import { nameOf } from '../log/standing.ts'
import type { NounName } from '../model/fields.ts'
import type { Nouns } from '../model/noun.ts'
import { nounNamed } from '../model/noun-list.ts'
import { save } from '../write/save.ts'
import type { Author, Write } from '../write/write.ts'
import { EditionProblem, type EditionRecord, readEditionFile, readRecords } from './edition-file.ts'
import { longTransaction } from './long-transaction.ts'

export interface EditionReport {
  name: string
  created: number
  updated: number
  deleted: number
  /** Records that were left as they stand, and why. */
  left: { record: string; detail: string }[]
}

interface EditionOptions extends Author {
  dryRun: boolean
  /** Whether records that were changed locally are written, too. */
  overwrite: boolean
}

/** Brings the registry up to an edition: what differs is one revision. What was changed locally is left, unless it is to be overwritten. */
export async function importEdition(
  db: Database,
  nouns: Nouns,
  folder: string,
  { dryRun, overwrite, ...author }: EditionOptions,
): Promise<EditionReport> {
  const { records, ...edition } = await readWhole(nouns, folder)
  const { name } = edition
  return longTransaction(db, async (tx) => {
    if (await hasEdition(tx, name)) throw new EditionProblem(`The registry has the edition "${name}" already.`)
    const { writes, left } = differences(nouns, records, await standingRecords(tx), overwrite)
    const saved = await save(tx, nouns, writes, { ...author, edition: name, mode: 'partial', dryRun })
    const count = (status: string) => saved.results.filter((result) => result.status === status).length
    const refused = saved.results.flatMap(({ noun, id, problem }) =>
      problem ? [{ record: nameOf({ noun, id }), detail: problem.message }] : [],
    )
    if (!dryRun) await noteEdition(tx, edition, saved.tx !== undefined)
    const [created, updated, deleted] = [count('created'), count('updated'), count('deleted')]
    return { name, created, updated, deleted, left: [...left, ...refused] }
  })
}

/** An edition of which every record is there and is what was released. */
async function readWhole(nouns: Nouns, folder: string) {
  const file = await readEditionFile(folder)
  if (!file) throw new EditionProblem(`${folder} names no edition; \`release\` writes its edition.json.`)
  const { records, root, findings } = await readRecords(nouns, folder)
  const [fault] = findings
  if (fault) throw new EditionProblem(`${fault.file} ${fault.location}: ${fault.detail}`)
  if (root !== file.root)
    throw new EditionProblem(
      `The records are not those of the edition "${file.name}": their root is ${root}, not ${file.root}.`,
    )
  const { name, readUntil, changed } = file
  return { name, readUntil, root, changed, records }
}

interface Standing {
  noun: NounName
  id: string
  version: number
  deleted: boolean
  sha256: string
  /** Whether the last version came from outside an edition. */
  local: boolean
  /** Whether any version came with an edition. */
  published: boolean
}

async function standingRecords(db: Database): Promise<Map<string, Standing>> {
  const standing = await rows<Standing>(
    db,
    sql`select records.noun, records.id, records.version, deleted, encode(sha256, 'hex') as sha256, edition is null as local,
      exists (
        select from ${versions} earlier join ${revisions} brought on brought.tx = earlier.tx
        where earlier.record_id = versions.record_id and brought.edition is not null
      ) as published
    from ${records} join ${versions} on versions.version_id = records.version_id join ${revisions} on revisions.tx = versions.tx`,
  )
  return new Map(standing.map((one) => [nameOf(one), one]))
}

/** The writes that make an edition of what stands, and what is left as it is. */
function differences(
  nouns: Nouns,
  records: EditionRecord[],
  standing: Map<string, Standing>,
  overwrite: boolean,
): { writes: Write[]; left: EditionReport['left'] } {
  const writes: Write[] = []
  const left: EditionReport['left'] = []
  const kept = new Set(records.map(nameOf))
  const isLeft = (one: Standing, detail: string) => {
    if (!one.local || overwrite) return false
    left.push({ record: nameOf(one), detail })
    return true
  }
  for (const record of records) {
    const { noun, id, document } = record
    const present = standing.get(nameOf(record))
    if (present && !present.deleted && present.sha256 === record.sha256) continue
    if (present && isLeft(present, 'was changed here since its last edition')) continue
    const renamed = document.formerIds
      ?.map((former) => standing.get(nameOf({ noun, id: former })))
      .find((one) => one && !one.deleted)
    if (!present && renamed?.local && !overwrite) {
      left.push({
        record: nameOf(record),
        detail: `is ${nameOf(renamed)}, which was changed here since its last edition`,
      })
      continue
    }
    const change = { op: 'put', record: document, revives: true } as const
    writes.push({ noun: nounNamed(nouns, noun), id, change, expected: present?.version ?? 0 })
  }
  for (const one of standing.values()) {
    if (one.deleted || kept.has(nameOf(one)) || !one.published) continue
    if (isLeft(one, 'is no longer in the edition, and was changed here')) continue
    writes.push({ noun: nounNamed(nouns, one.noun), id: one.id, change: { op: 'delete' }, expected: one.version })
  }
  return { writes, left }
}
