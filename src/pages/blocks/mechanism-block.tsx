import { dateIn, plain } from '../../model/readable.ts'
import {
  type AreaRow,
  listAreas,
  listSessions,
  type SessionRow,
} from '../../read/analysis/continuity/continuity-query.ts'
import { labelOf } from '../names.ts'
import { NotKnown } from '../not-known.tsx'
import { DotsInTime } from '../pictures/dots-in-time.tsx'
import { compareAddress, listAddress, say } from '../reader.ts'
import { HeadedTable, Scrolling, ScrollingTable } from '../scrolling-table.tsx'
import { RecordLink, type Showing } from '../value.tsx'
import type { Block } from './block.ts'
import { sessionsWords as words } from './block-words.ts'

interface Session extends SessionRow {
  date: string
}

/** A mechanism: its sessions as a line in time, and the domains of consensus by session. */
export const mechanismBlock: Block = async ({ db }, { id }) => {
  const [rows, areas] = await Promise.all([listSessions(db, id), listAreas(db, id)])
  if (rows.length === 0) return undefined
  const sessions = rows.map((row): Session => ({ ...row, date: (JSON.parse(row.body) as { date: string }).date }))
  const stated = areas.filter((area) => area.stated)
  return {
    refs: [
      ...sessions.map((session) => ({ noun: 'meetings', id: session.id })),
      ...stated.map(({ domain }) => ({ noun: 'domains', id: domain })),
    ],
    show: (showing) => (
      <>
        <Sessions {...showing} mechanism={id} sessions={sessions} />
        {stated.length > 0 && <Domains {...showing} sessions={sessions} areas={stated} />}
      </>
    ),
  }
}

function Sessions({ mechanism, sessions, ...showing }: Showing & { mechanism: string; sessions: Session[] }) {
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
                <a href={listAddress(reader, 'consensus-areas', { meeting: [id] })}>
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
function Domains({ sessions, areas, ...showing }: Showing & { sessions: Session[]; areas: AreaRow[] }) {
  const { reader, nouns, named } = showing
  const columns = sessions.filter(({ id }) => areas.some(({ meeting }) => meeting === id))
  const domains = [...new Set(areas.map(({ domain }) => domain))]
  const count = (domain: string, meeting: string) =>
    areas.filter((area) => area.domain === domain && area.meeting === meeting).length
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
                title={plain(reader, labelOf(nouns, named, { noun: 'meetings', id }), id)}
              >
                {date.slice(0, 7)}
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
                <td key={id} class={count(domain, id) > 0 ? 'count shade2' : 'count'}>
                  {count(domain, id) > 0 ? (
                    <a href={listAddress(reader, 'consensus-areas', { meeting: [id], domain: [domain] })}>
                      {count(domain, id)}
                    </a>
                  ) : (
                    '–'
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
      <p class="hint">{say(reader, words.legend)}</p>
    </section>
  )
}
