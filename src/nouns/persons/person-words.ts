import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import type { Person } from './person-schema.ts'

export const personWords = {
  names: { singular: texts('Person', '人物', '人物'), plural: texts('Persons', '人物', '人物') },
  headings: {
    name: texts('Name', '姓名', '姓名'),
    otherNames: texts('Other names', '其他姓名', '其他姓名'),
    posts: texts('Posts', '職位', '职位'),
  },
  values: {},
  parts: { headings: { title: texts('Post', '職銜', '职务') }, values: {} },
} satisfies NounWords<Person>
