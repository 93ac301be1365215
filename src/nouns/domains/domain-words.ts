import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import type { Domain } from './domain-schema.ts'

export const domainWords = {
  names: {
    singular: texts('Policy domain', '政策範疇', '政策领域'),
    plural: texts('Policy domains', '政策範疇', '政策领域'),
  },
  headings: {
    altLabels: texts('Other labels', '其他名稱', '其他名称'),
    parent: texts('Parent', '上級', '上级'),
    definition: texts('Definition', '定義', '定义'),
    mappings: texts('Mappings', '對應', '对应'),
  },
  values: {},
} satisfies NounWords<Domain>
