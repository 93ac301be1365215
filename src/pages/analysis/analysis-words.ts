import { type Texts, texts } from '../../language/texts.ts'
import { timelineHeads } from '../../read/analysis/axis-words.ts'
import type { GapKind } from '../../read/analysis/gaps/gaps-schema.ts'

// The words of the pages of analysis.

export const timelineWords = {
  title: texts('Timeline', '年表', '年表'),
  about: texts(
    'How many agreements were signed in each period. Each number leads to the list of them.',
    '各時期簽署的合作文件數目；按數字可查看清單。',
    '各时期签署的合作文件数目；点击数字可查看清单。',
  ),
  interval: timelineHeads.period,
  intervals: {
    year: texts('Year', '年份', '年份'),
    quarter: texts('Quarter', '季度', '季度'),
    month: texts('Month', '月份', '月份'),
  },
  by: texts('Divided by', '分類', '分类'),
  undivided: texts('Not divided', '不分類', '不分类'),
  all: timelineHeads.all,
  picture: texts(
    'One bar for each period, as high as the number of agreements signed in it. The table below has the same numbers.',
    '每個時期一條直柱，高度為該時期簽署的文件數目；下表列出相同數字。',
    '每个时期一条直柱，高度为该时期签署的文件数目；下表列出相同数字。',
  ),
  undated: (count: number) =>
    texts(
      `${count} without a known date are not in the picture.`,
      `另有 ${count} 項日期不詳，未有計入圖表。`,
      `另有 ${count} 项日期不详，未计入图表。`,
    ),
  imprecise: (count: number) =>
    texts(
      `For ${count} the source does not say in which period they lie.`,
      `另有 ${count} 項，來源未有說明屬哪個時期。`,
      `另有 ${count} 项，来源未说明属于哪个时期。`,
    ),
  picturesFile: texts('Picture (SVG)', '圖表（SVG）', '图表（SVG）'),
  tableFile: texts('Table (CSV)', '數據（CSV）', '数据（CSV）'),
} as const

export const missingWords = {
  title: texts('What is missing', '尚欠資料', '尚缺资料'),
  about: texts(
    'What sources declare and the registry cannot itemise, and what an editor should look into.',
    '來源已公布但本登記冊未能逐項列明的內容，以及有待編者查證的事項。',
    '来源已公布但本登记册未能逐项列明的内容，以及有待编者查证的事项。',
  ),
  declared: texts('Declared, and not itemised', '已公布而未列明', '已公布而未列明'),
  declaredAbout: texts(
    'Meetings for which a source declares more than the registry can list, most missing first.',
    '來源公布的數目多於登記冊所列的會議，按欠缺數目由多至少排列。',
    '来源公布的数目多于登记册所列的会议，按欠缺数目由多到少排列。',
  ),
  meeting: texts('Meeting', '會議', '会议'),
  gaps: texts('To look into', '有待查證', '有待查证'),
  kind: texts('Kind', '類別', '类别'),
  found: (total: number): Texts =>
    texts(total === 1 ? '1 record.' : `${total} records.`, `共 ${total} 項記錄。`, `共 ${total} 项记录。`),
  possible: texts('May be carried out by', '可能由以下文件落實', '可能由以下文件落实'),
  since: texts('since', '自', '自'),
  fields: texts('fields', '項目', '项目'),
} as const

export const gapWords: Record<GapKind, Texts> = {
  'area-without-agreement': texts(
    'Agreed areas that no listed document carries out',
    '已達成共識但未見相應文件的範疇',
    '已达成共识但未见相应文件的领域',
  ),
  'agreement-without-area': texts(
    'Documents that fit no agreed area of their meeting',
    '與會議所議定範疇均不相符的文件',
    '与会议所议定领域均不相符的文件',
  ),
  'silent-mechanism': texts(
    'Mechanisms without a known meeting for 24 months',
    '24 個月內未見會議記錄的機制',
    '24 个月内未见会议记录的机制',
  ),
  'expired-without-successor': texts(
    'Expired documents that none is known to follow',
    '已屆滿而未見後續的文件',
    '已届满而未见后续的文件',
  ),
  'uncited-field': texts('Facts without a source', '未有註明出處的資料', '未注明出处的资料'),
  untranslated: texts(
    'Records whose name does not stand in every language',
    '名稱未齊備三種語言的記錄',
    '名称未齐备三种语言的记录',
  ),
  contested: texts('Records on which sources differ', '各來源說法不一的記錄', '各来源说法不一的记录'),
  'no-signatory': texts('Documents of which no signatory is known', '未知簽署方的文件', '未知签署方的文件'),
  'no-text': texts('Documents whose text has no known address', '未知全文網址的文件', '未知全文网址的文件'),
  'no-address': texts('Sources without an address', '沒有網址的來源', '没有网址的来源'),
}

export const compareWords = {
  title: texts('Two sessions compared', '兩次會議比較', '两次会议比较'),
  about: texts(
    'Which domains of consensus went on, began, came back or lapsed between two sessions of the mechanism.',
    '該機制兩次會議之間，哪些政策範疇的共識延續、新增、恢復或不再出現。',
    '该机制两次会议之间，哪些政策领域的共识延续、新增、恢复或不再出现。',
  ),
  from: texts('Earlier session', '較早的會議', '较早的会议'),
  to: texts('Later session', '較後的會議', '较后的会议'),
  compare: texts('Compare', '比較', '比较'),
  domain: texts('Domain', '範疇', '领域'),
  outcome: texts('Outcome', '結果', '结果'),
  wentOn: texts('Went on', '延續', '延续'),
  began: texts('New', '新增', '新增'),
  cameBack: texts('Came back', '恢復', '恢复'),
  lapsed: texts('No longer there', '不再出現', '不再出现'),
  uncertain: texts(
    'not certain: the list of the other session is incomplete',
    '未能確定：另一次會議的清單並不完整',
    '未能确定：另一次会议的清单并不完整',
  ),
  alone: texts(
    'There are no two sessions with areas of consensus to compare.',
    '沒有兩次列有共識範疇的會議可供比較。',
    '没有两次列有共识领域的会议可供比较。',
  ),
  complete: texts(
    'As far as sources declare, the areas of both sessions are itemised whole.',
    '就來源所述，兩次會議的共識範疇均已全部列出。',
    '就来源所述，两次会议的共识领域均已全部列出。',
  ),
  incomplete: texts(
    'Sources declare more areas than are itemised here, so a domain that is absent may only not be itemised.',
    '來源所述的共識範疇多於此處所列，未見的範疇可能只是未有列出。',
    '来源所述的共识领域多于此处所列，未见的领域可能只是未列出。',
  ),
} as const
