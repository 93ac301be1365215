import { dateIn, plain } from '../../model/readable.ts'
import {
  type DatedSession,
  type DomainCount,
  readSessionDomains,
} from '../../read/analysis/continuity/session-domains.ts'
import { labelIn } from '../names.ts'
import { NotKnown } from '../not-known.tsx'
import { DotsInTime } from '../pictures/dots-in-time.tsx'
import { compareAddress, listAddress, type Reader, say } from '../reader.ts'
import { HeadedTable, Scrolling, ScrollingTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing } from '../value.tsx'
import type { Block, BlockOf, MakeBlock } from './block.ts'
import { sessionsWords as words } from './block-words.ts'

/** A mechanism: its sessions as a line in time, and the domains of consensus by session. */
export const mechanismBlock: Block = { read: readSessions }

async function readSessions({ view: { db }, id, isOf }: BlockOf): Promise<MakeBlock> {
  const { seq, sessions, domains } = await readSessionDomains(db, id)
  isOf(seq)
  if (sessions.length === 0) return () => undefined
  return () => ({
    refs: [
      ...sessions.map((session) => ({ noun: 'meetings', id: session.id })),
      ...domains.map(({ domain }) => ({ noun: 'domains', id: domain })),
    ],
    show: (showing) => (
      <>
        <Sessions {...showing} mechanism={id} sessions={sessions} />
        {domains.length > 0 && <Domains {...showing} sessions={sessions} counts={domains} />}
      </>
    ),
  })
}

function Sessions({ mechanism, sessions, ...showing }: Showing & { mechanism: string; sessions: DatedSession[] }) {
  const { reader } = showing
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{say(reader, words.title)}</h2>
      <Scrolling labelledBy="sessions">
        <DotsInTime dots={sessions} title={say(reader, words.title)} description={say(reader, words.picture)} />
      </Scrolling>
      <HeadedTable reader={reader} labelledBy="sessions" headings={[words.date, words.session, words.areas]}>
        {sessions.map(({ id, date, itemised, declared }) => (
          <tr key={id}>
            <td class="short">{dateIn(reader, date)}</td>
            <td>
              <RecordLink {...showing} to={{ noun: 'meetings', id }} />
            </td>
            <td>
              {itemised > 0 || declared !== null ? (
                <a href={listAddress(reader, 'consensus-areas', { meeting: [id], agreed: ['true'] })}>
                  {declared === null ? itemised : say(reader, words.ofDeclared(itemised, declared))}
                </a>
              ) : (
                <NotKnown reader={reader} />
              )}
            </td>
          </tr>
        ))}
      </HeadedTable>
      {sessions.filter(({ itemised }) => itemised > 0).length > 1 && (
        <p>
          <a href={compareAddress(reader, mechanism)}>{say(reader, words.compare)}</a>
        </p>
      )}
    </section>
  )
}

/** The sessions that have areas, as columns; the domains as rows. */
function Domains({ sessions, counts, ...showing }: Showing & { sessions: DatedSession[]; counts: DomainCount[] }) {
  const { reader, nouns, named } = showing
  const held = new Set(counts.map(({ meeting }) => meeting))
  const columns = sessions.filter(({ id }) => held.has(id))
  const domains = [...new Set(counts.map(({ domain }) => domain))]
  const countOf = new Map(counts.map(({ domain, meeting, count }) => [`${domain} ${meeting}`, count]))
  return (
    <section aria-labelledby="by-session">
      <h2 id="by-session">{say(reader, words.bySession)}</h2>
      <ScrollingTable labelledBy="by-session">
        <thead>
          <tr>
            <td />
            {columns.map(({ id, date }) => (
              <th
                key={id}
                scope="col"
                class="short"
                title={plain(reader, labelIn(nouns, named, { noun: 'meetings', id }), id)}
              >
                {dateIn(reader, date.slice(0, 7))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {domains.map((domain) => (
            <tr key={domain}>
              <th scope="row">
                <RecordLink {...showing} to={{ noun: 'domains', id: domain }} />
              </th>
              {columns.map(({ id }) => (
                <CountOf key={id} reader={reader} meeting={id} domain={domain} count={countOf.get(`${domain} ${id}`)} />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
      <p class="hint">{say(reader, words.legend)}</p>
    </section>
  )
}

interface CountedAreas {
  reader: Reader
  meeting: string
  domain: string
  count: number | undefined
}

function CountOf({ reader, meeting, domain, count }: CountedAreas) {
  if (!count) return <td class="count">–</td>
  return (
    <td class="count shade2">
      <a href={listAddress(reader, 'consensus-areas', { meeting: [meeting], domain: [domain], agreed: ['true'] })}>
        {count}
      </a>
    </td>
  )
}
