import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import type { Measure } from './measure-schema.ts'

export const measureWords = {
  names: {
    singular: texts('Policy measure', '政策措施', '政策措施'),
    plural: texts('Policy measures', '政策措施', '政策措施'),
  },
  headings: {
    section: texts('Section', '章節', '章节'),
    organizations: texts('Organizations', '機構', '机构'),
    domains: texts('Domains', '政策範疇', '政策领域'),
    regions: texts('Regions', '地區', '地区'),
    predecessor: texts('Carries on', '延續的措施', '延续的措施'),
    targets: texts('Targets', '指標', '指标'),
  },
  values: {},
  parts: {
    headings: {
      operator: texts('Is to be', '要求', '要求'),
      value: texts('Target', '目標值', '目标值'),
      actual: texts('Reached', '實際達到', '实际达到'),
      asOf: texts('Counted up to', '統計截至', '统计截至'),
    },
    values: {
      operator: {
        '>=': texts('at least', '不少於', '不少于'),
        '<=': texts('at most', '不多於', '不多于'),
        '=': texts('exactly', '等於', '等于'),
        '>': texts('more than', '多於', '多于'),
        '<': texts('less than', '少於', '少于'),
      },
    },
  },
} satisfies NounWords<Measure>
