import { areaDomains } from '../../database/link-tables.ts'
import { consensusAreas } from '../../database/noun-tables.ts'
import { fetchMany, flag, referenceTo } from '../../model/column-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { cited } from '../citations.ts'
import { throughMeeting } from '../meetings/through-meeting.ts'
import { yesNoWords } from '../shared-words.ts'
import { consensusAreaRules } from './consensus-area-rules.ts'
import { consensusArea } from './consensus-area-schema.ts'
import { consensusAreaWords } from './consensus-area-words.ts'
import { areaFiltersByMeeting } from './meeting-filters.ts'

const { id, meeting, agreed } = consensusAreas

export const consensusAreaNoun = defineNoun(consensusArea, {
  name: 'consensus-areas',
  singular: 'consensus-area',
  ...consensusAreaWords,
  description: 'One area of cooperation agreed, or discussed, at one meeting.',
  example: { id: 'shanghai-2024-04-finance', q: '金融' },
  table: consensusAreas,
  columns: ({ meeting, order, agreed }) => ({ meeting, position: order, agreed }),
  links: [{ table: areaDomains, targets: 'domains', of: ({ domains }) => domains }],
  tree: null,
  namedInSearch: false,
  calledByTopic: true,
  parameters: {
    ...referenceTo(consensusArea, 'meeting', {
      column: meeting,
      to: 'meetings',
      says: 'Agreed at this meeting.',
      example: 'shanghai-2024-04',
    }),
    ...throughMeeting(meeting, areaFiltersByMeeting),
    ...linked(consensusArea, 'domain', {
      field: 'domains',
      owner: id,
      link: areaDomains,
      to: 'domains',
      says: 'Policy domain; a broader one finds the narrower.',
      example: 'finance',
    }),
    ...flag('agreed', agreed, 'False finds the areas that a source says were only discussed.', yesNoWords),
    ...cited('consensus-areas', id),
    ...fetchMany(id, 'shanghai-2024-04-finance'),
  },
  sorts: {
    meeting: { column: meeting, type: 'text' },
    name: { column: consensusAreas.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'id',
  facets: ['domain', 'meeting', 'mechanism', 'year', 'agreed'],
  rules: consensusAreaRules,
  label: ({ name }) => name,
  texts: ({ name }) => localizedTexts('name', name, 'A'),
})
