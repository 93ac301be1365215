import { texts } from '../../language/texts.ts'
import { dayRange } from '../../model/partial-date.ts'
import type { Around, Rule } from '../../model/rule.ts'
import { announcedWhy, onlyEarlierSources } from '../checks/source-rules.ts'
import type { Meeting } from '../meetings/meeting-schema.ts'
import type { Agreement } from './agreement-schema.ts'

const meetingOf = ({ meeting }: Agreement, around: Around) =>
  meeting === null ? undefined : (around.record('meetings', meeting) as Meeting | undefined)

export const signedOutside: Rule<Agreement> = {
  name: 'signed-outside-meeting',
  level: 'error',
  why: texts(
    'The document is recorded as signed at a meeting, on a day on which that meeting was not held.',
    '記錄稱文件在某會議上簽署，但簽署日期不在該會議的日期之內。',
    '记录称文件在某会议上签署，但签署日期不在该会议的日期之内。',
  ),
  find(document, around) {
    const { signedOn } = document
    const meeting = meetingOf(document, around)
    if (!signedOn || !meeting) return []
    const [signed, held] = [dayRange(signedOn), dayRange(meeting.date)]
    const last = meeting.endDate ? dayRange(meeting.endDate).to : held.to
    return signed.to < held.from || signed.from > last ? [{ pointer: '/signedOn', found: signedOn }] : []
  },
}

export const dayCoarser: Rule<Agreement> = {
  name: 'day-coarser-than-meeting',
  level: 'warning',
  why: texts(
    'The day of the meeting at which it was signed is known, and the document has only its month or year, or none.',
    '文件於會議上簽署，會議日期已知，但文件只有年份或月份，或沒有日期。',
    '文件于会议上签署，会议日期已知，但文件只有年份或月份，或没有日期。',
  ),
  find(document, around) {
    const { signedOn = '', status } = document
    const meeting = meetingOf(document, around)
    if (
      !meeting ||
      ['announced', 'unknown'].includes(status) ||
      meeting.endDate ||
      meeting.date.length <= signedOn.length
    )
      return []
    return meeting.date.startsWith(signedOn) ? [{ pointer: '/signedOn', found: signedOn || meeting.date }] : []
  },
}

export const announcedOnly: Rule<Agreement> = {
  ...announcedWhy,
  find(document, around, noun) {
    const { signedOn, status } = document
    if (!signedOn || status === 'announced') return []
    return onlyEarlierSources(document, around, noun, { field: 'signedOn', date: signedOn })
  },
}
