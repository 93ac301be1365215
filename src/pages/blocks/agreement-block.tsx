import { nounNamed } from '../../model/noun-list.ts'
import { dateIn } from '../../model/readable.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import { NotKnown } from '../not-known.tsx'
import { readRecords } from '../read-list.ts'
import { say } from '../reader.ts'
import { relatedBy } from '../related.tsx'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing, valueWords } from '../value.tsx'
import type { Block, BlockOf, ReadBlock } from './block.ts'
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

/** A chain is followed over so many steps, and shown up to so many documents. */
const mostSteps = 6
const mostShown = 40

/** An agreement: its chain of renewals, its parts, and the areas of consensus that it carries out. */
export const agreementBlock: Block = {
  looksAt: { 'agreements related': mostShown, 'agreements partOf': mostShown },
  read: readTies,
}

async function readTies(asked: BlockOf): Promise<ReadBlock | undefined> {
  const { document } = asked
  const chain = await readChain(asked)
  const areas = (document.implements ?? []) as string[]
  if (chain.length < 2 && areas.length === 0) return undefined
  return {
    refs: [
      ...chain.map(({ id }) => ({ noun: 'agreements', id })),
      ...areas.map((id) => ({ noun: 'consensus-areas', id })),
    ],
    show: (showing) => (
      <>
        {chain.length > 1 && <Chain {...showing} id={document.id} chain={chain} />}
        {areas.length > 0 && <Areas {...showing} areas={areas} />}
      </>
    ),
  }
}

/** The documents that a document is tied to, by whatever number of steps, earliest first. */
async function readChain(asked: BlockOf): Promise<StoredDocument[]> {
  const { document } = asked
  const found = new Map([[document.id, document]])
  let last = [document]
  for (let step = 0; step < mostSteps && last.length > 0 && found.size < mostShown; step++) {
    const ids = last.map(({ id }) => id)
    const wholes = last.flatMap(({ partOf }) => (partOf ? [String(partOf)] : []))
    const near = await Promise.all([
      ...(step === 0 ? [tiedTo(asked)] : [readWith(asked, { related: ids }), readWith(asked, { partOf: ids })]),
      readWith(asked, { id: wholes }),
    ])
    last = []
    for (const one of near.flat()) {
      if (found.has(one.id)) continue
      found.set(one.id, one)
      last.push(one)
    }
  }
  return [...found.values()].sort((one, other) =>
    String(one.signedOn ?? '9') < String(other.signedOn ?? '9') ? -1 : 1,
  )
}

/** What the page has read of the first step. */
async function tiedTo({ related }: BlockOf): Promise<StoredDocument[]> {
  const found = await related
  return ['related', 'partOf'].flatMap((parameter) => relatedBy(found, 'agreements', parameter).documents)
}

/** A filter takes so many values. */
const mostValues = 20

async function readWith({ registry, isOf }: BlockOf, filter: Record<string, string[]>): Promise<StoredDocument[]> {
  const [[name, ids]] = Object.entries(filter) as [[string, string[]]]
  if (ids.length === 0) return []
  const asked = { [name]: ids.slice(0, mostValues), limit: mostShown, total: 'none' }
  const { seq, documents } = await readRecords(registry, nounNamed(registry.nouns, 'agreements'), asked)
  isOf(seq)
  return documents
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
