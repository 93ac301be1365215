import { sources } from '../../database/noun-tables.ts'
import { choice, fetchMany, flag, referenceTo } from '../../model/column-parameters.ts'
import { dateBounds, yearOf } from '../../model/date-parameters.ts'
import { defineNoun, localizedTexts } from '../../model/noun.ts'
import { dayRange } from '../../model/partial-date.ts'
import { pageOf } from '../../text/page-address.ts'
import { cited } from '../citations.ts'
import { citableSource } from './source-citation.ts'
import { sourceRules } from './source-rules.ts'
import { source } from './source-schema.ts'
import { sourceWords } from './source-words.ts'

export const sourceNoun = defineNoun(source, {
  name: 'sources',
  singular: 'source',
  ...sourceWords,
  description: 'A publication that facts are cited from.',
  example: { id: 'legco-2024-10', q: '立法會' },
  table: sources,
  date: ({ published }) => published,
  columns: ({ kind, publisher, publishedBy, language, reprint, published }) => {
    const { from, to } = dayRange(published)
    return {
      kind,
      publisher,
      publishedBy,
      language,
      reprint,
      publishedFrom: from,
      publishedTo: to,
    }
  },
  links: [],
  tree: null,
  namedInSearch: false,
  tellsOfOthers: true,
  parameters: {
    ...choice(source, 'kind', { column: sources.kind, says: 'Kind of publication.', example: 'paper' }),
    ...referenceTo(source, 'publishedBy', {
      column: sources.publishedBy,
      to: 'organizations',
      says: 'Published by this body.',
      example: 'hk-cmab',
    }),
    ...choice(source, 'language', {
      column: sources.language,
      says: 'Language of the publication.',
      example: 'zh-Hant',
    }),
    ...flag('reprint', sources.reprint, 'Whether the text was read in a copy elsewhere.'),
    ...dateBounds(source, 'published', {
      from: sources.publishedFrom,
      to: sources.publishedTo,
      example: { gte: '2024-01', lte: '2024-12' },
      ordered: true,
    }),
    ...yearOf(source, {
      field: 'published',
      from: sources.publishedFrom,
      says: 'Year of publication.',
      example: 2024,
      onDate: sources.onDate,
    }),
    ...cited('sources', sources.id),
    ...fetchMany(sources.id, 'legco-2024-10'),
  },
  sorts: {
    published: { column: sources.onDate, type: 'date' },
    publisher: { column: sources.publisher, type: 'text' },
    title: { column: sources.label, type: 'text' },
    id: { column: sources.id, type: 'text' },
  },
  defaultSort: '-published',
  facets: ['kind', 'language', 'publishedBy', 'year'],
  rules: sourceRules,
  citable: citableSource,
  label: ({ title }) => title,
  texts: ({ title, publisher }) => [
    ...localizedTexts('title', title, 'A'),
    { field: 'publisher', text: publisher, weight: 'B' },
  ],
  knownBy: ({ url }) => (url ? [pageOf(url)] : []),
})
