import { noRecord } from '../log/standing.ts'
import type { Checked } from '../model/check-records.ts'
import { chainFields, circleFrom, nextIn } from '../model/circles.ts'
import { parseDocument } from '../model/documents.ts'
import type { Nouns } from '../model/noun.ts'
import { nameOf, type RecordName } from '../model/record-name.ts'
import { type DatasetEntry, readDataset } from './read-dataset.ts'

/** A fault in a data set: its location, and a sentence. */
export interface FileFinding {
  file: string
  location: string
  record?: string
  pointer?: string
  detail: string
}

/** An entry that fits the schema of its noun. */
export interface SoundEntry extends Checked {
  entry: DatasetEntry
}

/** Checks a data set as a whole: syntax, shape, ids given twice, references that lead nowhere or in a circle. `exists` answers for records outside the set. */
export async function checkDataset(
  nouns: Nouns,
  entries: DatasetEntry[],
  exists: (references: RecordName[]) => Promise<Set<string>>,
): Promise<{ findings: FileFinding[]; sound: SoundEntry[] }> {
  const entryOf = new Map<string, DatasetEntry>()
  const findings: FileFinding[] = []
  const sound: SoundEntry[] = []
  const references: (RecordName & { entry: DatasetEntry; pointer: string })[] = []
  for (const entry of entries) {
    const noun = entry.noun && nouns.get(entry.noun)
    if (!noun) {
      if (entry.problem) findings.push({ ...at(entry), detail: entry.problem })
      continue
    }
    const parsed = parseDocument(noun, entry.record)
    if ('violations' in parsed) {
      for (const { pointer, detail } of parsed.violations) findings.push({ ...at(entry), pointer, detail: detail.en })
      const { id } = (entry.record ?? {}) as { id?: unknown }
      if (typeof id === 'string') entryOf.set(nameOf({ noun: noun.name, id }), entry)
      continue
    }
    const name = nameOf({ noun: noun.name, id: parsed.document.id })
    const first = entryOf.get(name)
    if (first)
      findings.push({
        ...at(entry),
        pointer: '/id',
        detail: `The id stands at ${first.file} ${first.location} already.`,
      })
    entryOf.set(name, entry)
    sound.push({ entry, noun, document: parsed.document })
    for (const reference of noun.referencesIn(parsed.document)) references.push({ entry, ...reference })
  }
  const outside = references.filter((reference) => !entryOf.has(nameOf(reference)))
  const standing = await exists(outside)
  for (const { entry, noun, id, pointer } of outside)
    if (!standing.has(nameOf({ noun, id }))) findings.push({ ...at(entry), pointer, detail: noRecord(noun, id).en })
  return { findings: [...findings, ...circlesAmong(sound)], sound }
}

/** Checks files that are whole in themselves. */
export async function checkFiles(nouns: Nouns, paths: string[]) {
  const entries: DatasetEntry[] = []
  for await (const entry of readDataset(nouns, paths)) entries.push(entry)
  return { entries, ...(await checkDataset(nouns, entries, async () => new Set())) }
}

/** The records that lead back to themselves by a field that names another of their noun. */
function circlesAmong(sound: SoundEntry[]): FileFinding[] {
  return [...new Set(sound.map(({ noun }) => noun))].flatMap((noun) => {
    const ofNoun = sound.filter((one) => one.noun === noun)
    return chainFields(noun).flatMap((field) => {
      const next = new Map(ofNoun.map(({ document }) => [document.id, nextIn(document, field)]))
      return ofNoun.flatMap(({ entry, document }): FileFinding[] => {
        const circle = circleFrom(document.id, field, (id) => next.get(id))
        return circle ? [{ ...at(entry), pointer: circle.pointer, detail: circle.detail.en }] : []
      })
    })
  })
}

export function at({ file, location, noun, record }: DatasetEntry): Pick<FileFinding, 'file' | 'location' | 'record'> {
  const id = (record as { id?: unknown } | undefined)?.id
  return { file, location, ...(noun && { record: `${noun}/${typeof id === 'string' ? id : '?'}` }) }
}

/** A finding as one line for a person. */
export function toLine({ file, location, record, pointer, detail }: FileFinding): string {
  return `${file} ${location}${record ? ` ${record}` : ''}${pointer ? ` ${pointer}` : ''}: ${detail}`
}
