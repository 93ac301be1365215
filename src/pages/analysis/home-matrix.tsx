import type { Language } from '../../language/texts.ts'
import type { Nouns } from '../../model/noun.ts'
import type { Matrix } from '../../read/analysis/matrix/matrix-schema.ts'
import { readMatrixPart } from '../../read/analysis/matrix/read-matrix.ts'
import type { View } from '../../read/registry.ts'
import { homeWords, matrixWords } from '../page-words.ts'
import { pageAddress, type Reader, say } from '../reader.ts'
import { MatrixCounts } from './matrix-page.tsx'

/** As many columns as a page has room for. */
const mostColumns = 8

/** Agreements by mechanism and by the domains that have most of them. */
export async function readHomeMatrix(view: View, language: Language, isOf: (seq: number) => void): Promise<Matrix> {
  const { matrix } = await readMatrixPart(
    view,
    { measure: 'agreements', rows: 'mechanism', columns: 'domain', undetermined: 'none' },
    language,
    isOf,
  )
  return { ...matrix, columns: matrix.columns.slice(0, mostColumns) }
}

export function HomeMatrix({ reader, nouns, matrix }: { reader: Reader; nouns: Nouns; matrix: Matrix }) {
  if (matrix.rows.length === 0) return null
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix">{say(reader, matrixWords.title)}</h2>
      <p>{say(reader, matrixWords.about)}</p>
      <MatrixCounts reader={reader} nouns={nouns} matrix={matrix} />
      <p class="hint">{say(reader, matrixWords.legend)}</p>
      <p>
        <a href={pageAddress(reader, 'matrix', { rows: ['mechanism'], columns: ['domain'] })}>
          {say(reader, homeWords.wholeMatrix)}
        </a>
      </p>
    </section>
  )
}
