import type { Noun, Nouns } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import type { NounName } from '../model/record-name.ts'
import type { Referring } from '../read/record-context.ts'
import type { Named } from './names.ts'
import { homeWords, recordWords } from './page-words.ts'
import { parameterName } from './parameter-names.ts'
import { inBrackets, listAddress, type Reader, say } from './reader.ts'
import { Entries } from './summary.tsx'

/** Records of one noun that refer to a record by one filter. */
export interface Related {
  noun: Noun
  parameter: string
  total: number
  /** The first of them: as many as are shown, or as the noun's block looks at. */
  documents: StoredDocument[]
}

/** How many are shown at once. Of a longer list, the first few are shown, and the list is folded. */
const mostShown = 10
const firstOfMany = 5

/** How many referring records a block reads, if more than are shown: by noun and filter. */
export type LooksAt = Readonly<Record<string, number>>

/**
 * The lists of all that refers to records of a noun, one for each filter that takes their ids. A block may read more of
 * a list than is shown.
 */
export function referringTo(nouns: Nouns, { name }: Noun, looksAt: LooksAt = {}): Referring[] {
  return [...nouns.values()].flatMap((noun) =>
    Object.entries(noun.parameters)
      .filter(([parameter, { references }]) => references === name && !/[.]/.test(parameter) && parameter !== 'id')
      .map(([parameter]) => ({ noun, parameter, limit: looksAt[`${noun.name} ${parameter}`] ?? mostShown })),
  )
}

/** The referring records that are shown, however many of them a block reads. */
export const shownOf = ({ total, documents }: Pick<Related, 'total' | 'documents'>): StoredDocument[] =>
  documents.slice(0, total > mostShown ? firstOfMany : mostShown)

/** The records that refer to a record by one filter. */
export function relatedBy(related: Related[], noun: NounName, parameter: string): Pick<Related, 'total' | 'documents'> {
  return related.find((one) => one.noun.name === noun && one.parameter === parameter) ?? { total: 0, documents: [] }
}

interface Shown {
  reader: Reader
  nouns: Nouns
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
      {related.map((one) => (
        <RelatedBy key={`${one.noun.name}${one.parameter}`} {...showing} {...one} id={id} />
      ))}
    </section>
  )
}

function RelatedBy({ id, noun, parameter, total, documents, ...showing }: Omit<Shown, 'related'> & Related) {
  const { reader, nouns } = showing
  return (
    <details open={total <= mostShown}>
      <summary>
        <strong>{say(reader, noun.names.plural)}</strong>
        {`${inBrackets(reader, parameterName(reader, nouns, noun, parameter))} ${total}`}
      </summary>
      <Entries {...showing} noun={noun} documents={shownOf({ total, documents })} />
      {total > mostShown && (
        <p>
          <a
            href={listAddress(reader, noun.name, { [parameter]: [id] })}
          >{`${say(reader, homeWords.all)}${inBrackets(reader, total)}`}</a>
        </p>
      )}
    </details>
  )
}
