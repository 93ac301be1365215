import { sql } from 'drizzle-orm'
import { meetingDomains, meetingParties, meetingPersons } from '../../database/link-tables.ts'
import { meetings } from '../../database/noun-tables.ts'
import { choice, fetchMany, flag, referenceTo } from '../../model/column-parameters.ts'
import { dateBounds, yearOf } from '../../model/date-parameters.ts'
import { knownInPart, none, settled, unsaid } from '../../model/known.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { dayRange } from '../../model/partial-date.ts'
import { cited } from '../citations.ts'
import { meetingJsonLd } from './meeting-json-ld.ts'
import { meetingRules } from './meeting-rules.ts'
import { meeting } from './meeting-schema.ts'
import { meetingWords } from './meeting-words.ts'

const { id, mechanism, kind, format, dateFrom, dateTo } = meetings
const year = sql`extract(year from ${dateFrom})::int::text`

export const meetingNoun = defineNoun(meeting, {
  name: 'meetings',
  singular: 'meeting',
  ...meetingWords,
  description: 'A session of a mechanism, or another occasion on which something was agreed or signed.',
  example: { id: 'shanghai-2024-04', q: '滬港合作會議' },
  table: meetings,
  date: ({ date }) => date,
  columns: ({ mechanism, kind, format, series, ordinal, date, claims, leads, statedDomains }) => {
    const { from, to } = dayRange(date)
    return {
      mechanism,
      kind,
      format,
      series,
      ordinal,
      dateFrom: from,
      dateTo: to,
      claims: claims ?? [],
      leadsKnown: leads?.every(({ person }) => person !== undefined) ?? false,
      domainsStated: statedDomains !== undefined,
      domainsExhaustive: statedDomains?.exhaustive ?? false,
    }
  },
  links: [
    { table: meetingParties, targets: 'regions', of: ({ parties }) => parties },
    {
      table: meetingPersons,
      targets: 'persons',
      of: ({ leads }) => (leads ?? []).flatMap(({ person, side }) => (person ? { target: person, side } : [])),
    },
    { table: meetingDomains, targets: 'domains', of: ({ statedDomains }) => statedDomains?.domains ?? [] },
  ],
  tree: null,
  namedInSearch: true,
  searchFields: { place: ['regions'] },
  parameters: {
    ...referenceTo('mechanism', mechanism, 'mechanisms', 'Session of this mechanism.', 'shanghai', none('mechanism')),
    ...linked('party', id, meetingParties, 'regions', 'A jurisdiction that took part.', 'cn-sh', none('parties')),
    ...linked(
      'person',
      id,
      meetingPersons,
      'persons',
      'Someone who led a side.',
      'john-lee',
      knownInPart('leads', meetings.leadsKnown),
    ),
    ...choice('kind', kind, meeting.shape.kind.options, 'Kind of occasion.', 'plenary', settled('kind')),
    // `format` is the format of every list's answer.
    ...choice(
      'meetingFormat',
      format,
      meeting.shape.format.options,
      'How it was held.',
      'in-person',
      unsaid('format', 'unknown'),
      'format',
    ),
    ...linked(
      'domain',
      id,
      meetingDomains,
      'domains',
      'A domain that a source names for its documents as a whole; a broader one finds the narrower.',
      'finance',
      knownInPart('statedDomains', meetings.domainsExhaustive),
    ),
    ...flag('domainsStated', meetings.domainsStated, 'Whether a source names domains for its documents as a whole.'),
    ...dateBounds('date', dateFrom, dateTo, { gte: '2023', lte: '2024-12' }, none('date'), true),
    ...yearOf(dateFrom, 'Year of the occasion.', 2024, none('date'), meetings.onDate),
    ...cited('meetings', id),
    ...fetchMany(id, 'shanghai-2024-04'),
  },
  sorts: {
    date: { column: meetings.onDate, type: 'date' },
    name: { column: meetings.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: '-date',
  facets: {
    mechanism: { value: mechanism, labels: 'mechanisms' },
    party: { value: meetingParties.target, link: meetingParties, labels: 'regions' },
    person: { value: meetingPersons.target, link: meetingPersons, labels: 'persons' },
    kind: { value: kind },
    format: { value: format },
    domain: { value: meetingDomains.target, link: meetingDomains, labels: 'domains' },
    year: { value: year },
  },
  jsonLd: meetingJsonLd,
  rules: meetingRules,
  label: ({ name }) => name,
  texts: ({ name, place, leads }) => [
    ...localizedTexts('name', name, 'A'),
    ...localizedTexts('place', place, 'C'),
    ...(leads ?? []).flatMap((lead) => [
      ...localizedTexts('leads', lead.name, 'C'),
      ...localizedTexts('leads', lead.title, 'D'),
    ]),
  ],
})
