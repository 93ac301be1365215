import type { LocalizedText } from '../../model/fields.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { dateIn } from '../../model/readable.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import type { RecordName } from '../../model/record-name.ts'
import { Localized } from '../localized.tsx'
import { NotKnown } from '../not-known.tsx'
import { recordWords } from '../page-words.ts'
import { say } from '../reader.ts'
import { relatedBy } from '../related.tsx'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing } from '../value.tsx'
import { type Block, type Found, madeOf, type ReadBlock } from './block.ts'
import { careerWords as words } from './block-words.ts'

interface Step {
  date?: string
  /** The day on which it ended, where it lasted. */
  until?: string
  to: RecordName
  as?: LocalizedText
}

interface Named {
  person?: string
  title?: LocalizedText
  post?: LocalizedText
  capacity?: LocalizedText
}

const mostRead = 100

/** A person: posts, meetings led and papers signed on one line of time, each in the capacity that the source gives. */
export const personBlock: Block = {
  looksAt: { 'meetings person': mostRead, 'agreements person': mostRead },
  read: madeOf(makeCareer),
}

function makeCareer({ document, related }: Found): ReadBlock | undefined {
  const led = relatedBy(related, 'meetings', 'person')
  const signed = relatedBy(related, 'agreements', 'person')
  const steps = [
    ...postsOf(document),
    ...led.documents.map((meeting) => stepOf('meetings', meeting, meeting.date, namedIn(meeting.leads, document.id))),
    ...signed.documents.map((paper) =>
      stepOf('agreements', paper, paper.signedOn, namedIn(paper.signatories, document.id)),
    ),
  ].sort((one, other) => ((one.date ?? '9') < (other.date ?? '9') ? -1 : 1))
  if (steps.length === 0) return undefined
  const isCut = [led, signed].some(({ total, documents }) => total > documents.length)
  return { refs: steps.map(({ to }) => to), show: (showing) => <Career {...showing} steps={steps} isCut={isCut} /> }
}

interface Post {
  organization: string
  title: LocalizedText
  from?: string
  to?: string
}

const postsOf = ({ posts }: StoredDocument): Step[] =>
  ((posts ?? []) as Post[]).map(({ organization, title, from, to }) => ({
    date: from ?? to,
    until: to,
    to: { noun: 'organizations', id: organization },
    as: title,
  }))

const namedIn = (list: unknown, person: string) => ((list ?? []) as Named[]).find((one) => one.person === person)

const stepOf = (noun: string, { id }: StoredDocument, date: unknown, named: Named | undefined): Step => ({
  date: typeof date === 'string' ? date : undefined,
  to: { noun, id },
  as: named?.title ?? named?.capacity ?? named?.post,
})

function Career({ steps, isCut, ...showing }: Showing & { steps: Step[]; isCut: boolean }) {
  const { reader, nouns } = showing
  return (
    <section aria-labelledby="career">
      <h2 id="career">{say(reader, words.title)}</h2>
      {isCut && <p class="unknown">{say(reader, recordWords.newestOnly(mostRead))}</p>}
      <HeadedTable reader={reader} labelledBy="career" headings={[words.when, words.what, words.as]}>
        {steps.map(({ date, until, to, as }, at) => (
          <tr key={`${to.id}${at}`}>
            <td>
              {date ? dateIn(reader, date) : say(reader, words.undated)}
              {until && until !== date && ` – ${dateIn(reader, until)}`}
            </td>
            <td>
              <span class="soft">
                {`${say(reader, to.noun === 'organizations' ? words.post : nounNamed(nouns, to.noun).names.singular)} `}
              </span>
              <RecordLink {...showing} to={to} />
            </td>
            <td>{as ? <Localized reader={reader} text={as} /> : <NotKnown reader={reader} />}</td>
          </tr>
        ))}
      </HeadedTable>
    </section>
  )
}
