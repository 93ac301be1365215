import type { CslItem } from '../formats/csl.ts'
import { recordTerms } from '../formats/licence.ts'
import type { Language } from '../language/texts.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { RecordDocument, StoredDocument } from '../model/record-document.ts'
import { nameOf, type RecordName } from '../model/record-name.ts'
import type { FoundRecord } from './find-record.ts'

type Find = (noun: Noun, ids: string[]) => Promise<FoundRecord[]>

/** Records as they are cited, with the names of what stands in their citations. */
export async function citedItems(
  { nouns, find }: { nouns: Nouns; find: Find },
  { name, citable }: Noun,
  documents: StoredDocument[],
  { language, base }: { language: Language; base: string },
): Promise<CslItem[]> {
  if (!citable) return []
  const named = await readNames(nouns, find, documents.flatMap(citable.reads))
  return documents.map((document) => ({
    ...citable.item(document, {
      language,
      address: `${base}/${name}/${encodeURIComponent(document.id)}`,
      nameOf: (noun, id) => {
        const body = named.get(nameOf({ noun, id }))
        return body && nouns.get(noun)?.label(body)
      },
    }),
    license: recordTerms[language],
  }))
}

async function readNames(nouns: Nouns, find: Find, refs: RecordName[]): Promise<Map<string, RecordDocument>> {
  const found = new Map<string, RecordDocument>()
  for (const noun of nouns.values()) {
    const ids = [...new Set(refs.filter((ref) => ref.noun === noun.name).map(({ id }) => id))]
    if (ids.length === 0) continue
    for (const { id, body } of await find(noun, ids))
      found.set(nameOf({ noun: noun.name, id }), JSON.parse(String(body)))
  }
  return found
}
