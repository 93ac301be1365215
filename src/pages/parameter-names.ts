import { ownMember } from '../json/own-member.ts'
import { texts, type Words } from '../language/texts.ts'
import { headingOf } from '../model/headings.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { compareWords, missingWords, timelineWords } from './analysis/analysis-words.ts'
import { listWords, matrixWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'

const common: Words = {
  q: listWords.words,
  sort: listWords.order,
  year: texts('Year', '年份', '年份'),
  side: texts('Side', '所屬一方', '所属一方'),
  identifier: texts('Identifier', '識別碼', '标识符'),
  dateMatch: texts('Dates known only in part', '不完整的日期', '不完整的日期'),
  id: texts('Records', '指定記錄', '指定记录'),
  cursor: texts('Place in the list', '列表位置', '列表位置'),
  contested: texts('Sources differ', '各來源說法不一', '各来源说法不一'),
  domainsStated: texts('Domains are stated', '有列明範疇', '有列明领域'),
  inForceOn: texts('In force on', '生效於', '生效于'),
  unknown: texts('Not known whether it fits', '未知是否符合', '未知是否符合'),
  unknownOf: texts('Not known by', '未知項目', '未知项目'),
  knownOf: texts('Known by', '已知項目', '已知项目'),
  measure: matrixWords.measure,
  rows: matrixWords.rows,
  columns: matrixWords.columns,
  interval: timelineWords.interval,
  by: timelineWords.by,
  kind: missingWords.kind,
  from: compareWords.from,
  to: compareWords.to,
  noun: texts('Kinds of record', '記錄類別', '记录类别'),
}

const endings: Words = {
  gte: listWords.from,
  lte: listWords.to,
  not: texts('without', '排除', '排除'),
  all: texts('all of', '同時符合', '同时符合'),
}

/** The label of a filter: that of the field that it looks at, or of the noun whose ids it takes. */
export function parameterName(reader: Reader, nouns: Nouns, noun: Noun | undefined, parameter: string): string {
  const [base = '', ending = ''] = parameter.split('.')
  const { references, known } = ownMember(noun?.parameters, parameter) ?? {}
  const several = [`${base}s`, base.replace(/y$/, 'ies')].find((field) => noun && Object.hasOwn(noun.headings, field))
  const named =
    ownMember(noun?.headings, base) ??
    (several ? noun?.headings[several] : undefined) ??
    ownMember(common, base) ??
    (references ? nouns.get(references)?.names.singular : undefined) ??
    (known && noun?.headings[known.field])
  const name = say(reader, named ?? headingOf(noun?.headings ?? {}, base))
  const how = ownMember(endings, ending)
  if (!how) return name
  return reader.language === 'en' ? `${name}, ${say(reader, how)}` : `${name}（${say(reader, how)}）`
}
