import type { LocalizedText } from '../model/fields.ts'
import type { Noun } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { type NounName, nameOf, type RecordName } from '../model/record-name.ts'
import { type FoundRecord, findRecordsAsOf } from '../read/find-record.ts'
import type { View } from '../read/registry.ts'

/** Records that a page names, under `noun/id`. */
export type Named = ReadonlyMap<string, StoredDocument>

/** Records of one noun that a page has read. */
export type RecordsRead = { noun: NounName; documents: StoredDocument[] }[]

/**
 * Reads the records that are referred to, each once, except those that the page has read. Records that do not stand are
 * left out. If the log has moved since the position at which a page was read, they are read as of that position.
 */
export async function readNamed(
  { nouns, findKept, newest }: View,
  refs: RecordName[],
  seq?: number,
  read: RecordsRead = [],
): Promise<Named> {
  const found = new Map<string, StoredDocument>(
    read.flatMap(({ noun, documents }) => documents.map((document) => [nameOf({ noun, id: document.id }), document])),
  )
  const moved = new Map<Noun, string[]>()
  const add = (noun: Noun, { id, body }: FoundRecord) =>
    found.set(nameOf({ noun: noun.name, id }), JSON.parse(String(body)) as StoredDocument)
  const unread = refs.map((ref) => [nameOf(ref), ref] as const).filter(([key]) => !found.has(key))
  await Promise.all(
    [...new Map(unread).values()].map(async ({ noun: name, id }) => {
      const noun = nouns.get(name)
      const record = noun && (await findKept(noun, id))
      if (noun && seq !== undefined && record?.seq !== seq) moved.set(noun, [...(moved.get(noun) ?? []), id])
      else if (noun && record) add(noun, record)
    }),
  )
  if (seq !== undefined)
    for (const [noun, ids] of moved)
      for (const record of await findRecordsAsOf(newest, noun, ids, seq)) add(noun, record)
  return found
}

/** The label of a record that a page has read. */
export function labelIn(nouns: ReadonlyMap<NounName, Noun>, named: Named, ref: RecordName): LocalizedText | undefined {
  const document = named.get(nameOf(ref))
  return document && nouns.get(ref.noun)?.label(document)
}
