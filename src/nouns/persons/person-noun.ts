import { personPosts } from '../../database/link-tables.ts'
import { persons } from '../../database/noun-tables.ts'
import { fetchMany } from '../../model/column-parameters.ts'
import { linked } from '../../model/link-parameters.ts'
import { defineNoun, localizedTexts, nameTexts } from '../../model/noun.ts'
import { dayRange } from '../../model/partial-date.ts'
import { cited } from '../citations.ts'
import { personRules } from './person-rules.ts'
import { person } from './person-schema.ts'
import { personWords } from './person-words.ts'

const { id } = persons

export const personNoun = defineNoun(person, {
  name: 'persons',
  singular: 'person',
  ...personWords,
  description: 'Someone who led a side at a meeting or signed a document, with the posts that sources name.',
  example: { id: 'john-lee', q: '李家超' },
  table: persons,
  columns: () => ({}),
  links: [
    {
      table: personPosts,
      targets: 'organizations',
      of: ({ posts }) =>
        posts.map(({ organization, from, to }) => ({
          target: organization,
          from: dayRange(from).from,
          to: dayRange(to).to,
        })),
    },
  ],
  tree: null,
  namedInSearch: true,
  arePeople: true,
  parameters: {
    ...linked(person, 'organization', {
      field: 'posts',
      owner: id,
      link: personPosts,
      to: 'organizations',
      says: 'A body in which a post was held.',
      example: 'hk-government',
    }),
    ...cited('persons', id),
    ...fetchMany(id, 'john-lee'),
  },
  sorts: {
    name: { column: persons.label, type: 'text' },
    id: { column: id, type: 'text' },
  },
  defaultSort: 'name',
  facets: ['organization'],
  rules: personRules,
  label: ({ name }) => name,
  texts: ({ name, posts, ...names }) => [
    ...localizedTexts('name', name, 'A'),
    ...nameTexts(names),
    ...posts.flatMap(({ title }) => localizedTexts('posts', title, 'C')),
  ],
})
