import { nounNamed } from '../../model/noun-list.ts'
import type { Matrix } from '../../read/analysis/matrix/matrix-schema.ts'
import { readMatrixPart } from '../../read/analysis/matrix/read-matrix.ts'
import { CountCell } from '../count-cell.tsx'
import { readRecords } from '../read-list.ts'
import { listAddress, say } from '../reader.ts'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing } from '../value.tsx'
import type { Block, BlockOf, ReadBlock } from './block.ts'
import { holdersWords as words } from './block-words.ts'

const mostMechanisms = 200

/** A domain: which mechanisms have something in it, and for which the registry has nothing. */
export const domainBlock: Block = { read: readHolders }

async function readHolders({ registry, document: { id }, reader, isOf }: BlockOf): Promise<ReadBlock> {
  const count = (measure: 'agreements' | 'consensus-areas') =>
    readMatrixPart(
      registry,
      { measure, rows: 'mechanism', columns: 'year', domain: [id], undetermined: 'none' },
      reader.language,
      isOf,
    )
  const [mechanisms, agreements, areas] = await Promise.all([
    readRecords(registry, nounNamed(registry.nouns, 'mechanisms'), {
      limit: mostMechanisms,
      sort: 'name',
      total: 'none',
    }),
    count('agreements'),
    count('consensus-areas'),
  ])
  isOf(mechanisms.seq)
  const ids = mechanisms.documents.map((mechanism) => mechanism.id)
  return {
    refs: ids.map((mechanism) => ({ noun: 'mechanisms', id: mechanism })),
    show: (showing) => (
      <Holders {...showing} domain={id} ids={ids} agreements={agreements.matrix} areas={areas.matrix} />
    ),
  }
}

interface Held {
  domain: string
  ids: string[]
  agreements: Matrix
  areas: Matrix
}

function Holders({ ids, agreements, areas, domain, ...showing }: Showing & Held) {
  const { reader } = showing
  const rowOf = (matrix: Matrix, id: string | null) => matrix.rows.find(({ value }) => value === id)
  const holds = (id: string | null) => rowOf(agreements, id) || rowOf(areas, id)
  const holders: (string | null)[] = [...ids.filter(holds), ...(holds(null) ? [null] : [])]
  const others = ids.filter((id) => !holds(id))
  return (
    <section aria-labelledby="holders">
      <h2 id="holders">{say(reader, words.title)}</h2>
      <p>{say(reader, words.about)}</p>
      {holders.length > 0 && (
        <HeadedTable reader={reader} labelledBy="holders" headings={[words.mechanism, words.agreements, words.areas]}>
          {holders.map((id) => (
            <tr key={id}>
              <th scope="row">
                {id ? (
                  <RecordLink {...showing} to={{ noun: 'mechanisms', id }} />
                ) : (
                  <a href={listAddress(reader, 'agreements', { domain: [domain], mechanism: ['none'] })}>
                    {say(reader, words.outside)}
                  </a>
                )}
              </th>
              <CountCell reader={reader} cell={rowOf(agreements, id)} />
              <CountCell reader={reader} cell={rowOf(areas, id)} />
            </tr>
          ))}
        </HeadedTable>
      )}
      {others.length > 0 && (
        <>
          <p class="unknown">{say(reader, words.without)}</p>
          <ul class="inline">
            {others.map((id) => (
              <li key={id}>
                <RecordLink {...showing} to={{ noun: 'mechanisms', id }} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
