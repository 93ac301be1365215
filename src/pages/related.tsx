import type { Noun } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import type { Registry } from '../read/registry.ts'
import type { Named } from './names.ts'
import { homeWords, recordWords } from './page-words.ts'
import { parameterName } from './parameter-names.ts'
import { readRecords } from './read-list.ts'
import { listAddress, type Reader, say } from './reader.ts'
import { Entries } from './summary.tsx'

/** Records of one noun that refer to a record by one filter. */
export interface Related {
  noun: Noun
  parameter: string
  total: number
  documents: StoredDocument[]
}

const mostShown = 10

/** What refers to a record, by every filter that takes ids of its noun. */
export async function readRelated(registry: Registry, { name }: Noun, id: string): Promise<Related[]> {
  const asked = [...registry.nouns.values()].flatMap((noun) =>
    Object.entries(noun.parameters)
      .filter(([parameter, { references }]) => references === name && !/[.]/.test(parameter) && parameter !== 'id')
      .map(([parameter]) => ({ noun, parameter })),
  )
  const found = await Promise.all(
    asked.map(async ({ noun, parameter }) => {
      const { documents, total = documents.length } = await readRecords(registry, noun, {
        [parameter]: [id],
        limit: mostShown,
      })
      return { noun, parameter, total, documents }
    }),
  )
  return found.filter(({ total }) => total > 0)
}

interface Shown {
  reader: Reader
  nouns: Registry['nouns']
  named: Named
  related: Related[]
  id: string
}

export function RelatedRecords({ related, id, ...showing }: Shown) {
  const { reader } = showing
  if (related.length === 0) return null
  return (
    <section aria-labelledby="related">
      <h2 id="related">{say(reader, recordWords.related)}</h2>
      {related.map(({ noun, parameter, total, documents }) => (
        <details key={`${noun.name}${parameter}`} open={total <= mostShown}>
          <summary>
            <strong>{say(reader, noun.names.plural)}</strong>
            {` (${parameterName(reader, showing.nouns, noun, parameter)}) ${total}`}
          </summary>
          <Entries {...showing} noun={noun} documents={documents} />
          {total > documents.length && (
            <p>
              <a href={listAddress(reader, noun.name, { [parameter]: [id] })}>
                {`${say(reader, homeWords.all)} (${total})`}
              </a>
            </p>
          )}
        </details>
      ))}
    </section>
  )
}
