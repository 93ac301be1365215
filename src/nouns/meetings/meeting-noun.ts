import { meetingDomains, meetingParties, meetingPersons } from '../../database/link-tables.ts'
import { meetings } from '../../database/noun-tables.ts'
import { choice, fetchMany, flag, referenceTo } from '../../model/column-parameters.ts'
import { dateBounds, yearOf } from '../../model/date-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { dayRange } from '../../model/partial-date.ts'
import { cited } from '../citations.ts'
import { meetingJsonLd } from './meeting-json-ld.ts'
import { meetingRules } from './meeting-rules.ts'
import { meeting } from './meeting-schema.ts'
import { meetingWords } from './meeting-words.ts'

const { id, mechanism, kind, format, dateFrom, dateTo } = meetings

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
    ...referenceTo(meeting, 'mechanism', {
      column: mechanism,
      to: 'mechanisms',
      says: 'Session of this mechanism.',
      example: 'shanghai',
    }),
    ...linked(meeting, 'party', {
      field: 'parties',
      owner: id,
      link: meetingParties,
      to: 'regions',
      says: 'A jurisdiction that took part.',
      example: 'cn-sh',
    }),
    ...linked(meeting, 'person', {
      field: 'leads',
      owner: id,
      link: meetingPersons,
      to: 'persons',
      says: 'Someone who led a side.',
      example: 'john-lee',
      whole: meetings.leadsKnown,
    }),
    ...choice(meeting, 'kind', { column: kind, says: 'Kind of occasion.', example: 'plenary' }),
    // `format` is the format of every list's answer.
    ...choice(meeting, 'meetingFormat', {
      field: 'format',
      column: format,
      says: 'How it was held.',
      example: 'in-person',
    }),
    ...linked(meeting, 'domain', {
      field: 'statedDomains',
      owner: id,
      link: meetingDomains,
      to: 'domains',
      says: 'A domain that a source names for its documents as a whole; a broader one finds the narrower.',
      example: 'finance',
      whole: meetings.domainsExhaustive,
    }),
    ...flag('domainsStated', meetings.domainsStated, 'Whether a source names domains for its documents as a whole.'),
    ...dateBounds(meeting, 'date', {
      from: dateFrom,
      to: dateTo,
      example: { gte: '2023', lte: '2024-12' },
      ordered: true,
    }),
    ...yearOf(meeting, {
      field: 'date',
      from: dateFrom,
      says: 'Year of the occasion.',
      example: 2024,
      onDate: meetings.onDate,
    }),
    ...cited('meetings', id),
    ...fetchMany(id, 'shanghai-2024-04'),
  },
  sorts: {
    date: { column: meetings.onDate, type: 'date' },
    name: { column: meetings.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: '-date',
  facets: ['mechanism', 'party', 'person', 'kind', 'format', 'domain', 'year'],
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
