import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Edition, edition } from '../log/editions.ts'
import { rootOf } from '../log/state-root.ts'
import { sha256, toContent } from '../model/documents.ts'
import type { Nouns } from '../model/noun.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import { wordsOf } from '../problems/issue-words.ts'
import { parseJson } from '../problems/json-text.ts'
import { checkFiles, type FileFinding, type SoundEntry } from './check-dataset.ts'
import { editionFile } from './read-dataset.ts'
import { writeWhole } from './write-dataset.ts'

/** The file beside the records of an edition: the edition, the names before it, and the hash of each record. */
const file = edition.extend({ former: z.array(z.string()), records: z.record(z.string(), z.string()) })
export type EditionFile = z.infer<typeof file>

/** A folder that cannot be taken as an edition. */
export class EditionProblem extends Error {}

/** The edition that a folder of records says it is; undefined where it says none. */
export function readEditionFile(folder: string): Promise<EditionFile | undefined> {
  return readEdition(join(folder, editionFile))
}

/** Reads the edition from its file; undefined if there is no such file. */
export async function readEdition(path: string): Promise<EditionFile | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const parsed = file.safeParse(parseJson(text))
  if (!parsed.success) throw new EditionProblem(`${path}: ${faultsOf(parsed.error)}`)
  return parsed.data
}

/** The faults of what was read, each as a sentence, in one line. */
export function faultsOf({ issues }: z.ZodError): string {
  return issues.map((issue) => [issue.path.join('.'), wordsOf(issue).en].filter(Boolean).join(': ')).join(' ')
}

/** A record of an edition. */
export interface EditionRecord {
  noun: NounName
  id: string
  sha256: string
  document: RecordDocument
}

/** The records of a folder, which is whole in itself, and its faults. */
export async function readEditionRecords(
  nouns: Nouns,
  folder: string,
): Promise<{ sound: SoundEntry[]; records: EditionRecord[]; root: string; findings: FileFinding[] }> {
  const { findings, sound } = await checkFiles(nouns, [folder])
  const records = sound.map(({ noun, document }): EditionRecord => {
    return { noun: noun.name, id: document.id, sha256: sha256(toContent(document)), document }
  })
  return { sound, records, root: rootOf(records), findings }
}

/** Names the present state of a folder, and says what it changed since an edition, or since the one that the folder is named as. */
export async function releaseEdition(
  folder: string,
  { name, readUntil }: Pick<Edition, 'name' | 'readUntil'>,
  { records, root }: { records: EditionRecord[]; root: string },
  since?: EditionFile,
): Promise<EditionFile> {
  const before = since ?? (await readEditionFile(folder))
  const former = before ? [...before.former, before.name] : []
  if (former.includes(name)) throw new EditionProblem(`There is an edition "${name}" already.`)
  const changed = changesSince(before?.records ?? {}, records)
  const hashes = Object.fromEntries(
    records.map((record): [string, string] => [nameOf(record), record.sha256]).sort(byName),
  )
  const released: EditionFile = { name, readUntil, root, former, changed, records: hashes }
  await writeWhole(join(folder, editionFile), [`${JSON.stringify(released, null, 2)}\n`])
  return released
}

const byName = ([one]: [string, string], [other]: [string, string]) => (one < other ? -1 : 1)

function changesSince(before: Record<string, string>, records: EditionRecord[]): Edition['changed'] {
  const present = new Set(records.map(nameOf))
  const renamed = records.flatMap((record) => {
    if (before[nameOf(record)] !== undefined) return []
    const from = record.document.formerIds
      ?.map((id) => `${record.noun}/${id}`)
      .find((path) => path in before && !present.has(path))
    return from ? [{ from, to: nameOf(record) }] : []
  })
  const [from, to] = [new Set(renamed.map((one) => one.from)), new Set(renamed.map((one) => one.to))]
  const paths = [...present].sort()
  const hashes = new Map(records.map((record) => [nameOf(record), record.sha256]))
  return {
    added: paths.filter((path) => before[path] === undefined && !to.has(path)),
    changed: paths.filter((path) => before[path] !== undefined && before[path] !== hashes.get(path)),
    renamed,
    removed: Object.keys(before).filter((path) => !present.has(path) && !from.has(path)),
  }
}
