import { choice, fetchMany, referenceTo } from '../../../src/model/column-parameters.ts'
import { dateBounds, yearOf } from '../../../src/model/date-parameters.ts'
import { linked } from '../../../src/model/link-parameters.ts'
import { defineNoun, localizedTexts } from '../../../src/model/noun.ts'
import { dayRange } from '../../../src/model/partial-date.ts'
import { generalRules } from '../../../src/nouns/checks/general-rules.ts'
import { cited } from '../../../src/nouns/citations.ts'
import { venue } from './venue-schema.ts'
import { venueNeighbours, venueOperators, venues } from './venue-tables.ts'
import { venueWords } from './venue-words.ts'

const { id, kind, parent, region, openedFrom, openedTo } = venues

/** A noun that the registry does not have, with all that a noun may have. */
export const venueNoun = defineNoun(venue, {
  name: 'venues',
  singular: 'venue',
  ...venueWords,
  description: 'A place in which people meet and sign.',
  example: { id: 'great-hall', q: 'hall' },
  table: venues,
  date: ({ opened }) => opened,
  columns: ({ kind, parent, region, opened }) => {
    const { from, to } = dayRange(opened)
    return { kind, parent, region, openedFrom: from, openedTo: to }
  },
  links: [
    {
      table: venueOperators,
      targets: 'organizations',
      of: ({ operators }) =>
        operators.map(({ organization, role, since }) => ({
          target: organization,
          side: role,
          from: dayRange(since).from,
        })),
    },
    { table: venueNeighbours, targets: 'venues', of: ({ neighbours }) => neighbours },
  ],
  tree: { column: parent, parentOf: ({ parent }) => parent, expands: true },
  namedInSearch: true,
  parameters: {
    ...choice(venue, 'kind', { column: kind, says: 'Kind of venue.', example: 'hall' }),
    ...referenceTo(venue, 'parent', {
      column: parent,
      to: 'venues',
      says: 'Directly within this venue.',
      example: 'harbour-front',
    }),
    ...referenceTo(venue, 'region', { column: region, to: 'regions', says: 'Lies in this region.', example: 'cn-hk' }),
    ...linked(venue, 'operator', {
      field: 'operators',
      owner: id,
      link: venueOperators,
      to: 'organizations',
      says: 'Run by this body.',
      example: 'hk-cmab',
    }),
    ...linked(venue, 'near', {
      field: 'neighbours',
      owner: id,
      link: venueNeighbours,
      to: 'venues',
      says: 'Near this venue or one within it.',
      example: 'harbour-front',
    }),
    ...dateBounds(venue, 'opened', {
      from: openedFrom,
      to: openedTo,
      example: { gte: '2000', lte: '2020' },
      ordered: true,
    }),
    ...yearOf(venue, {
      field: 'opened',
      from: openedFrom,
      says: 'Year of opening.',
      example: 2010,
      onDate: venues.onDate,
    }),
    ...cited('venues', id),
    ...fetchMany(id, 'great-hall'),
  },
  sorts: {
    opened: { column: venues.onDate, type: 'date' },
    name: { column: venues.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: '-opened',
  facets: ['kind', 'region', 'operator', 'near'],
  rules: generalRules,
  label: ({ name }) => name,
  texts: ({ name }) => localizedTexts('name', name, 'A'),
})
