import { dateIn } from '../../model/readable.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import { readChain } from '../../read/analysis/chains/read-chain.ts'
import { NotKnown } from '../not-known.tsx'
import { say } from '../reader.ts'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing, valueWords } from '../value.tsx'
import type { Block, BlockOf, MakeBlock } from './block.ts'
import { areasWords, chainWords as words } from './block-words.ts'

interface Relation {
  type: string
  agreement: string
}

/** How one document is linked to another: `from` does what `type` says to `to`. */
interface Tie {
  from: string
  to: string
  type: string
}

/** How many documents of a chain are shown. */
const mostShown = 40

/** An agreement: its chain of renewals, its parts, and the areas of consensus that it carries out. */
export const agreementBlock: Block = { read: readTies }

async function readTies({ view, id, isOf }: BlockOf): Promise<MakeBlock> {
  const { seq, documents: chain } = await readChain(view, id, mostShown)
  isOf(seq)
  return ({ document }) => {
    const areas = (document.implements ?? []) as string[]
    if (chain.length < 2 && areas.length === 0) return undefined
    return {
      refs: areas.map((id) => ({ noun: 'consensus-areas', id })),
      read: [{ noun: 'agreements', documents: chain }],
      show: (showing) => (
        <>
          {chain.length > 1 && <Chain {...showing} id={id} chain={chain} />}
          {areas.length > 0 && <Areas {...showing} areas={areas} />}
        </>
      ),
    }
  }
}

function tiesOf(chain: StoredDocument[]): Tie[] {
  const ids = new Set(chain.map(({ id }) => id))
  const ties = chain.flatMap(({ id, relations, partOf }): Tie[] => [
    ...((relations ?? []) as Relation[]).map(({ type, agreement }) => ({ from: id, to: agreement, type })),
    ...(partOf ? [{ from: id, to: String(partOf), type: 'partOf' }] : []),
  ])
  return ties.filter(({ to }) => ids.has(to))
}

function Chain({ id, chain, ...showing }: Showing & { id: string; chain: StoredDocument[] }) {
  const { reader } = showing
  const ties = tiesOf(chain)
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">{say(reader, words.title)}</h2>
      <HeadedTable reader={reader} labelledBy="chain" headings={[words.date, words.document, words.link]}>
        {chain.map(({ id: one, signedOn }) => (
          <tr key={one}>
            <td>{typeof signedOn === 'string' ? dateIn(reader, signedOn) : <NotKnown reader={reader} />}</td>
            <td>
              {one === id ? (
                <b>{say(reader, words.this)}</b>
              ) : (
                <RecordLink {...showing} to={{ noun: 'agreements', id: one }} />
              )}
            </td>
            <td>
              {ties
                .filter(({ from }) => from === one)
                .map((tie) => (
                  <div key={`${tie.type}${tie.to}`}>
                    <TieWords {...showing} tie={tie} id={id} />
                  </div>
                ))}
            </td>
          </tr>
        ))}
      </HeadedTable>
    </section>
  )
}

function TieWords({ tie: { type, to }, id, ...showing }: Showing & { tie: Tie; id: string }) {
  const { reader, noun } = showing
  const said = type === 'partOf' ? words.partOf : valueWords(noun, 'type', true)?.[type]
  const verb = said ? say(reader, said) : type
  const gap = reader.language === 'en' ? ' ' : ''
  return (
    <>
      {`${reader.language === 'en' ? verb.toLowerCase() : verb}${gap}`}
      {to === id ? say(reader, words.this) : <RecordLink {...showing} to={{ noun: 'agreements', id: to }} />}
    </>
  )
}

function Areas({ areas, ...showing }: Showing & { areas: string[] }) {
  return (
    <section aria-labelledby="areas">
      <h2 id="areas">{say(showing.reader, areasWords.title)}</h2>
      <ul>
        {areas.map((id) => (
          <li key={id}>
            <RecordLink {...showing} to={{ noun: 'consensus-areas', id }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
