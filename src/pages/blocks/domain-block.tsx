import { type Holders, readHolders } from '../../read/analysis/holders/read-holders.ts'
import { CountCell } from '../count-cell.tsx'
import { listAddress, say } from '../reader.ts'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing } from '../value.tsx'
import type { Block, BlockOf, MakeBlock } from './block.ts'
import { holdersWords as words } from './block-words.ts'

/** A domain: which mechanisms have something in it, and for which the registry has nothing. */
export const domainBlock: Block = { heavy: true, read: readDomain }

async function readDomain({ view, id, isOf }: BlockOf): Promise<MakeBlock> {
  const { seqs, ...holders } = await readHolders(view, id)
  for (const seq of seqs) isOf(seq)
  return () => ({
    refs: holders.mechanisms.map((mechanism) => ({ noun: 'mechanisms', id: mechanism })),
    show: (showing) => <HoldersTable {...showing} {...holders} domain={id} />,
  })
}

type HoldersOf = Omit<Holders, 'seqs'> & { domain: string }

function HoldersTable({ mechanisms, agreements, areas, domain, ...showing }: Showing & HoldersOf) {
  const { reader } = showing
  const holds = (id: string | null) => agreements.has(id) || areas.has(id)
  const holders: (string | null)[] = [...mechanisms.filter(holds), ...(holds(null) ? [null] : [])]
  const others = mechanisms.filter((id) => !holds(id))
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
              <CountCell reader={reader} cell={agreements.get(id)} />
              <CountCell reader={reader} cell={areas.get(id)} />
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
