import { recordPath } from '../../../http/api-address.ts'
import { type Language, texts } from '../../../language/texts.ts'
import { labelOf } from '../../../model/labels.ts'
import { consensusAreaNoun } from '../../../nouns/consensus-areas/consensus-area-noun.ts'
import { domainNoun } from '../../../nouns/domains/domain-noun.ts'
import { meetingNoun } from '../../../nouns/meetings/meeting-noun.ts'
import { asThen } from '../../hrefs.ts'
import { toPossible } from '../possible-documents.ts'
import type { AreaRow, SessionRow } from './continuity-query.ts'
import type { Continuity } from './continuity-schema.ts'

type Thread = Continuity['wentOn'][number]
type Session = NonNullable<Continuity['from']>

/** Compares the domains of two sessions; `before` holds the ids of the sessions before the earlier one, earliest first. */
export function compareSessions(
  mechanism: string,
  sessions: { from?: SessionRow; to?: SessionRow; before: string[] },
  areas: AreaRow[],
  language: Language,
  asOf?: string,
): Continuity {
  const [from, to] = [toSession(sessions.from, language), toSession(sessions.to, language)]
  const answer: Continuity = { mechanism, from, to, wentOn: [], began: [], lapsed: [], cameBack: [], statement: '' }
  answer.statement =
    statements[!from || !to ? 'alone' : from.incomplete || to.incomplete ? 'incomplete' : 'complete'][language]
  if (!from || !to) return answer
  const stated = areas.filter((row) => row.stated && (row.meeting === from.meeting || row.meeting === to.meeting))
  for (const domain of new Set(stated.map((row) => row.domain))) {
    const own = areas.filter((row) => row.domain === domain)
    const thread = toThread(own, { from, to, before: sessions.before }, language, asOf)
    answer[kindOf(thread)].push(thread)
  }
  return answer
}

function toSession(row: SessionRow | undefined, language: Language): Session | null {
  if (!row) return null
  const { id, body, declared, itemised } = row
  const { date } = JSON.parse(body) as { date: string }
  const label = labelOf(meetingNoun, id, body, language)
  return { meeting: id, ...label, date, declared, itemised, incomplete: declared !== null && declared > itemised }
}

function toThread(
  own: AreaRow[],
  { from, to, before }: { from: Session; to: Session; before: string[] },
  language: Language,
  asOf?: string,
): Thread {
  const areasOf = ({ meeting }: Session) =>
    own
      .filter((row) => row.meeting === meeting)
      .map(({ area, body, possible }) => ({
        id: area,
        ...labelOf(consensusAreaNoun, area, body, language),
        href: asThen(recordPath('consensus-areas', area), asOf),
        possible: toPossible(possible, language, asOf),
      }))
  const [{ domain, domainBody } = { domain: '', domainBody: '' }] = own
  const thread = { from: areasOf(from), to: areasOf(to) }
  const absentFrom = thread.to.length === 0 ? to : thread.from.length === 0 ? from : undefined
  return {
    domain,
    ...labelOf(domainNoun, domain, domainBody, language),
    ...thread,
    lastBefore: before.findLast((meeting) => own.some((row) => row.meeting === meeting)) ?? null,
    certain: !absentFrom?.incomplete,
  }
}

function kindOf({ from, to, lastBefore }: Thread): 'wentOn' | 'began' | 'lapsed' | 'cameBack' {
  if (to.length === 0) return 'lapsed'
  if (from.length > 0) return 'wentOn'
  return lastBefore === null ? 'began' : 'cameBack'
}

const statements = {
  alone: texts(
    'There are no two sessions with consensus areas to compare.',
    '沒有兩次列有共識範疇的會議可供比較。',
    '没有两次列有共识领域的会议可供比较。',
  ),
  complete: texts(
    'As far as sources declare, the areas of both sessions are itemised whole.',
    '就來源所述，兩次會議的共識範疇均已全部列出。',
    '就来源所述，两次会议的共识领域均已全部列出。',
  ),
  incomplete: texts(
    'Sources declare more areas than are itemised here, so a domain that is absent may only not be itemised; see `certain`.',
    '來源所述的共識範疇多於此處所列，未見的範疇可能只是未有列出；見 `certain`。',
    '来源所述的共识领域多于此处所列，未见的领域可能只是未列出；见 `certain`。',
  ),
}
