import { texts } from '../../http/problem-types.ts'
import type { NounWords } from '../../model/noun.ts'
import type { Measure } from './measure-schema.ts'

export const measureWords = {
  names: {
    singular: texts('Policy measure', '政策措施', '政策措施'),
    plural: texts('Policy measures', '政策措施', '政策措施'),
  },
  headings: {
    section: texts('Section', '章節', '章节'),
    organizations: texts('Organizations', '機構', '机构'),
    domains: texts('Domains', '政策範疇', '政策范畴'),
    regions: texts('Regions', '地區', '地区'),
    predecessor: texts('Carries on', '延續的措施', '延续的措施'),
    targets: texts('Targets', '指標', '指标'),
  },
  values: {},
} satisfies NounWords<Measure>
