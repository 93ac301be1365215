import { recordPath } from '../../http/api-address.ts'
import type { Nouns } from '../../model/noun.ts'
import { dateIn } from '../../model/readable.ts'
import type { Violation } from '../../problems/problems.ts'
import type { Continuity } from '../../read/analysis/continuity/continuity-schema.ts'
import { Layout } from '../layout.tsx'
import type { Named } from '../names.ts'
import { compareAddress, type Given, type Reader, recordAddress, say, withQuery } from '../reader.ts'
import { SameRequest } from '../same-request.tsx'
import { ScrollingTable } from '../scrolling-table.tsx'
import { RecordLink } from '../value.tsx'
import { Wrongs } from '../violation.tsx'
import { compareWords as words } from './analysis-words.ts'
import { ChoicesForm } from './choices-form.tsx'

interface ComparePageOf {
  reader: Reader
  nouns: Nouns
  base: string
  given: Given
  named: Named
  mechanism: string
  /** All sessions, earliest first, for the choice of two. */
  sessions: { id: string; label: string }[]
  /** Compares the last two sessions if the request is wrong. */
  continuity: Continuity
  violations: Violation[]
}

/** Two sessions of a mechanism side by side, domain by domain. */
export function ComparePage(page: ComparePageOf) {
  const { reader, nouns, base, given, named, mechanism, continuity, violations } = page
  const isWrong = violations.length > 0
  const { from, to } = continuity
  const path = `/compare/${encodeURIComponent(mechanism)}`
  const request = withQuery(`${recordPath('mechanisms', mechanism)}/continuity`, given)
  const isIncomplete = from?.incomplete || to?.incomplete
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, words.title)}
      description={say(reader, words.about)}
      path={withQuery(path, given)}
      base={base}
      alternates={isWrong ? [] : [{ type: 'application/json', href: request, title: 'JSON' }]}
      noIndex={Object.keys(given).length > 0}
    >
      <p class="kind">
        <RecordLink reader={reader} nouns={nouns} named={named} to={{ noun: 'mechanisms', id: mechanism }} />
      </p>
      <h1>{say(reader, words.title)}</h1>
      <p>{say(reader, words.about)}</p>
      <Wrongs {...page} />
      <Choices {...page} />
      {!isWrong && (
        <>
          <p class={isIncomplete ? 'unknown' : undefined}>
            {say(reader, !from || !to ? words.alone : isIncomplete ? words.incomplete : words.complete)}
          </p>
          {from && to && <Threads {...page} from={from} to={to} />}
          <SameRequest reader={reader} base={base} request={request} />
        </>
      )}
    </Layout>
  )
}

function Choices({ reader, mechanism, given, sessions, continuity: { from, to }, violations }: ComparePageOf) {
  const options = sessions.map(({ id, label }): [string, string] => [id, label])
  if (!from || !to) return null
  return (
    <ChoicesForm
      reader={reader}
      action={compareAddress(reader, mechanism)}
      fields={[
        { name: 'from', label: say(reader, words.from), options, chosen: given.from?.[0] ?? from.meeting },
        { name: 'to', label: say(reader, words.to), options, chosen: given.to?.[0] ?? to.meeting },
      ]}
      violations={violations}
      submit={say(reader, words.compare)}
    />
  )
}

type Session = NonNullable<Continuity['from']>
type Thread = Continuity['wentOn'][number]
const outcomes = ['wentOn', 'began', 'cameBack', 'lapsed'] as const

function Threads({ from, to, ...page }: ComparePageOf & { from: Session; to: Session }) {
  const { reader, nouns, named, continuity } = page
  const heading = ({ meeting, date }: Session) => (
    <th scope="col">
      <RecordLink reader={reader} nouns={nouns} named={named} to={{ noun: 'meetings', id: meeting }} />
      <div class="soft">{dateIn(reader, date)}</div>
    </th>
  )
  return (
    <ScrollingTable labelledBy="threads">
      <caption id="threads" class="hidden">
        {say(reader, words.title)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say(reader, words.domain)}</th>
          <th scope="col">{say(reader, words.outcome)}</th>
          {heading(from)}
          {heading(to)}
        </tr>
      </thead>
      <tbody>
        {outcomes.flatMap((outcome) =>
          continuity[outcome].map((thread) => (
            <tr key={thread.domain}>
              <th scope="row">
                <a href={recordAddress(reader, 'domains', thread.domain)} lang={thread.labelLanguage}>
                  {thread.label}
                </a>
              </th>
              <td>
                {say(reader, words[outcome])}
                {!thread.certain && <div class="unknown">{say(reader, words.uncertain)}</div>}
              </td>
              <Areas reader={reader} areas={thread.from} />
              <Areas reader={reader} areas={thread.to} />
            </tr>
          )),
        )}
      </tbody>
    </ScrollingTable>
  )
}

function Areas({ reader, areas }: { reader: Reader; areas: Thread['from'] }) {
  return (
    <td>
      {areas.length === 0 && '–'}
      {areas.map(({ id, label, labelLanguage }) => (
        <div key={id}>
          <a href={recordAddress(reader, 'consensus-areas', id)} lang={labelLanguage}>
            {label}
          </a>
        </div>
      ))}
    </td>
  )
}
