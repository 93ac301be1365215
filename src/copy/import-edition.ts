import type { Database } from '../database/connect.ts'
import { hasEdition, noteEdition } from '../log/editions.ts'
import type { Nouns } from '../model/noun.ts'
import { nameOf } from '../model/record-name.ts'
import { save } from '../write/save.ts'
import type { Author } from '../write/write.ts'
import { EditionProblem, readEditionFile, readEditionRecords } from './edition-file.ts'
import { type LeftRecord, planEdition } from './edition-plan.ts'
import { longTransaction } from './long-transaction.ts'
import { presentRecords } from './present-records.ts'

interface EditionReport {
  name: string
  created: number
  updated: number
  deleted: number
  /** Records that were left as they stand, and why. */
  left: LeftRecord[]
}

interface EditionOptions extends Author {
  dryRun: boolean
  /** Whether records that were changed locally are written, too. */
  overwrite: boolean
}

/**
 * Brings the registry up to an edition in one revision. Records that were changed locally are left, unless they are to
 * be overwritten.
 */
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
    const { writes, left } = planEdition(nouns, records, await presentRecords(tx, nouns), overwrite)
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
  const { records, root, findings } = await readEditionRecords(nouns, folder)
  const [fault] = findings
  if (fault) throw new EditionProblem(`${fault.file} ${fault.location}: ${fault.detail}`)
  if (root !== file.root)
    throw new EditionProblem(
      `The records are not those of the edition "${file.name}": their root is ${root}, not ${file.root}.`,
    )
  const { name, readUntil, changed } = file
  return { name, readUntil, root, changed, records }
}
