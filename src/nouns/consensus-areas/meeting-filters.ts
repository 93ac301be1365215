import { meetingParties } from '../../database/link-tables.ts'
import { meetings } from '../../database/noun-tables.ts'
import { referenceTo } from '../../model/column-parameters.ts'
import { yearOf } from '../../model/date-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import type { Parameters } from '../../model/parameter.ts'
import { consensusArea } from './consensus-area-schema.ts'

/** The filters of areas that ask something of the meeting at which they were agreed, as filters of meetings. */
export const areaFiltersByMeeting: Parameters = {
  ...referenceTo(consensusArea, 'mechanism', {
    field: 'meeting',
    column: meetings.mechanism,
    to: 'mechanisms',
    says: 'Agreed at a session of this mechanism.',
    example: 'shanghai',
  }),
  ...linked(consensusArea, 'party', {
    field: 'meeting',
    owner: meetings.id,
    link: meetingParties,
    to: 'regions',
    says: 'A jurisdiction that took part in the meeting.',
    example: 'cn-sh',
  }),
  ...yearOf(consensusArea, {
    field: 'meeting',
    from: meetings.dateFrom,
    says: 'Year of the meeting.',
    example: 2024,
  }),
}
