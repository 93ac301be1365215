import type { LocalizedText, NounName } from '../model/fields.ts'
import type { Noun } from '../model/noun.ts'
import type { RecordDocument, StoredDocument } from '../model/record-document.ts'
import type { Registry } from '../read/registry.ts'

/** Records that a page names, under `noun/id`. */
export type Named = ReadonlyMap<string, StoredDocument>

export interface Ref {
  noun: NounName
  id: string
}

export const keyOf = ({ noun, id }: Ref): string => `${noun}/${id}`

/** Reads the records that are referred to, each once. What does not stand is left out. */
export async function readNamed({ nouns, find }: Registry, refs: Ref[]): Promise<Named> {
  const unique = new Map(refs.map((ref) => [keyOf(ref), ref]))
  const found = await Promise.all(
    [...unique].map(async ([key, { noun: name, id }]): Promise<[string, StoredDocument] | undefined> => {
      const noun = nouns.get(name)
      const record = noun && (await find(noun, id))
      return record && [key, JSON.parse(String(record.body))]
    }),
  )
  return new Map(found.filter((entry) => entry !== undefined))
}

/** All records that a record names. */
export const refsIn = (noun: Noun, document: RecordDocument): Ref[] => noun.referencesIn(document)

/** The label of a record that a page has read. */
export function labelOf(nouns: ReadonlyMap<NounName, Noun>, named: Named, ref: Ref): LocalizedText | undefined {
  const document = named.get(keyOf(ref))
  return document && nouns.get(ref.noun)?.label(document)
}
