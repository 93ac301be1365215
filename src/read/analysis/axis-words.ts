import { texts } from '../../language/texts.ts'

/** The fields by which records are counted, and the words for them and their totals. */
export const dimensions = ['mechanism', 'domain', 'party', 'year', 'type', 'side'] as const
export type Dimension = (typeof dimensions)[number]

export const dimensionWords = {
  mechanism: texts('Mechanism', '機制', '机制'),
  domain: texts('Domain', '範疇', '领域'),
  party: texts('Jurisdiction', '地區', '地区'),
  year: texts('Year', '年份', '年份'),
  type: texts('Type', '類別', '类别'),
  side: texts('Side', '方', '方'),
}
export const total = texts('Total', '總計', '总计')
export const atLeast = texts('At least', '至少', '至少')
export const yes = texts('yes', '是', '是')
export const timelineHeads = {
  period: texts('Period', '時段', '时段'),
  all: texts('All', '全部', '全部'),
}
export const countedOnce = texts(
  'A record with several values stands in several cells; totals count each record once, so they may be less than the sum of their cells.',
  '有多個值的記錄會出現在多個格內；總計只計每項記錄一次，因此可能少於各格之和。',
  '有多个值的记录会出现在多个格内；总计只计每项记录一次，因此可能少于各格之和。',
)
