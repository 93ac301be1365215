import { dateIn } from '../../model/readable.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import { sideWords } from '../../nouns/shared-words.ts'
import { NotKnown } from '../not-known.tsx'
import { recordWords } from '../page-words.ts'
import { listAddress, say } from '../reader.ts'
import { relatedBy } from '../related.tsx'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing } from '../value.tsx'
import { type Block, type Found, madeOf, type ReadBlock } from './block.ts'
import { partnersWords as words } from './block-words.ts'

interface Partner {
  id: string
  side: keyof typeof sideWords
  documents: number
  newest?: string
}

/** How many of its newest documents are read. */
const mostRead = 200
/** How many partners are shown at once; the others unfold. */
const firstShown = 40

/** An organization: its partners, and how often they signed together. */
export const organizationBlock: Block = { looksAt: { 'agreements organization': mostRead }, read: madeOf(makePartners) }

function makePartners({ document: { id }, related }: Found): ReadBlock | undefined {
  const { documents, total } = relatedBy(related, 'agreements', 'organization')
  const partners = partnersOf(id, documents)
  if (partners.length === 0) return undefined
  return {
    refs: partners.map((partner) => ({ noun: 'organizations', id: partner.id })),
    show: (showing) => <Partners {...showing} id={id} partners={partners} isCut={total > documents.length} />,
  }
}

interface Signatory {
  organization: string
  side: Partner['side']
}

/** The other signatories of documents, newest first, by how many of the documents they signed. */
function partnersOf(id: string, documents: StoredDocument[]): Partner[] {
  const partners = new Map<string, Partner>()
  for (const { signatories, signedOn } of documents) {
    const others = new Map(
      ((signatories ?? []) as Signatory[]).flatMap(({ organization, side }) =>
        organization === id ? [] : [[organization, side] as const],
      ),
    )
    for (const [organization, side] of others) {
      const known = partners.get(organization)
      if (known) known.documents += 1
      else partners.set(organization, { id: organization, side, documents: 1, newest: signedOn as string | undefined })
    }
  }
  return [...partners.values()].sort((one, other) => other.documents - one.documents)
}

type PartnersOf = Showing & { id: string; partners: Partner[] }

function Partners({ isCut, ...all }: PartnersOf & { isCut: boolean }) {
  const { reader, id, partners } = all
  const others = partners.slice(firstShown)
  return (
    <section aria-labelledby="partners">
      <h2 id="partners">{say(reader, words.title)}</h2>
      <p>
        {`${say(reader, words.about(partners.length))} `}
        <a href={listAddress(reader, 'agreements', { organization: [id] })}>{say(reader, words.all)}</a>
      </p>
      {isCut && <p class="unknown">{say(reader, recordWords.newestOnly(mostRead))}</p>}
      <PartnerTable {...all} partners={partners.slice(0, firstShown)} />
      {others.length > 0 && (
        <details>
          <summary>{say(reader, words.others(others.length))}</summary>
          <PartnerTable {...all} partners={others} />
        </details>
      )}
    </section>
  )
}

function PartnerTable({ id, partners, ...showing }: PartnersOf) {
  const { reader } = showing
  return (
    <HeadedTable
      reader={reader}
      labelledBy="partners"
      headings={[words.partner, words.side, words.documents, words.newest]}
    >
      {partners.map(({ id: partner, side, documents, newest }) => (
        <tr key={partner}>
          <th scope="row">
            <RecordLink {...showing} to={{ noun: 'organizations', id: partner }} />
          </th>
          <td>{say(reader, sideWords[side])}</td>
          <td class="count">
            <a href={listAddress(reader, 'agreements', { 'organization.all': [id, partner] })}>{documents}</a>
          </td>
          <td>{newest ? dateIn(reader, newest) : <NotKnown reader={reader} />}</td>
        </tr>
      ))}
    </HeadedTable>
  )
}
