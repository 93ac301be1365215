import { and, eq, type SQL, sql } from 'drizzle-orm'
import { areaDomains } from '../../database/link-tables.ts'
import { consensusAreas, meetings } from '../../database/noun-tables.ts'
import { fetchMany, flag, referenceTo } from '../../model/column-parameters.ts'
import type { Known } from '../../model/known.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import type { Parameter } from '../../model/parameter.ts'
import { cited } from '../citations.ts'
import { yesNoWords } from '../shared-words.ts'
import { consensusAreaRules } from './consensus-area-rules.ts'
import { consensusArea } from './consensus-area-schema.ts'
import { consensusAreaWords } from './consensus-area-words.ts'
import { filtersOfMeeting } from './meeting-filters.ts'

const { id, meeting, agreed } = consensusAreas

function atMeeting(condition: SQL | undefined): SQL | undefined {
  return condition && sql`exists (select from ${meetings} where ${and(eq(meetings.id, meeting), condition)})`
}

/** Counts a value of the meeting at which an area was agreed; those of links are not counted. */
function facetThroughMeeting({ value, link, ...facet }: NonNullable<Parameter['facet']>): Parameter['facet'] {
  if (link) return undefined
  return { ...facet, value: sql`(select ${value} from ${meetings} where ${meetings.id} = ${meeting})`, elsewhere: true }
}

function knownThroughMeeting(known: Known): Known {
  if (known.empty === 'none') return known
  return { ...known, open: (value, query) => atMeeting(known.open(value, query)) }
}

/** Takes a filter of meetings over to the areas agreed there. */
function throughMeeting(parameters: Record<string, Parameter>): Record<string, Parameter> {
  const carried = Object.entries(parameters).map(([name, parameter]): [string, Parameter] => [
    name,
    {
      ...parameter,
      link: undefined,
      facet: parameter.facet && facetThroughMeeting(parameter.facet),
      counted: undefined,
      looksAt: 'links',
      condition: (value, query) => atMeeting(parameter.condition(value, query)),
      known: knownThroughMeeting(parameter.known),
    },
  ])
  return Object.fromEntries(carried)
}

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
  parameters: {
    ...referenceTo(consensusArea, 'meeting', {
      column: meeting,
      to: 'meetings',
      says: 'Agreed at this meeting.',
      example: 'shanghai-2024-04',
    }),
    ...throughMeeting(filtersOfMeeting),
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
