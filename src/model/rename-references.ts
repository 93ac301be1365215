import { stepsOf, valueAt } from '../json/json-pointer.ts'
import type { Noun } from './noun.ts'
import type { RecordDocument } from './record-document.ts'
import type { RecordName } from './record-name.ts'

/** A document whose references to records with another id now name that; the same document where it has none. */
export function renameReferences(
  { referencesIn }: Noun,
  document: RecordDocument,
  newId: (record: RecordName) => string | undefined,
): RecordDocument {
  const renamed = referencesIn(document).flatMap((reference) => {
    const id = newId(reference)
    return id === undefined ? [] : [{ steps: stepsOf(reference.pointer), id }]
  })
  if (renamed.length === 0) return document
  const copy = structuredClone(document)
  for (const { steps, id } of renamed) {
    const holder = valueAt(copy, steps.slice(0, -1)) as Record<string, string>
    holder[steps.at(-1) ?? ''] = id
  }
  return copy
}
