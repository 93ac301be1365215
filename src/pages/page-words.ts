import { type Texts, texts } from '../language/texts.ts'

// The words of pages besides those of the nouns.

export const words = {
  skip: texts('Skip to the content', '跳至主要內容', '跳至主要内容'),
  menu: texts('Contents of the registry', '登記冊目錄', '登记册目录'),
  languages: texts('Language', '語言', '语言'),
  search: texts('Search', '搜尋', '搜索'),
  searchAll: texts('Search the registry', '搜尋登記冊', '搜索登记册'),
  searchHint: texts(
    'A name or a few words, in Chinese or English, such as 香港 上海 金融.',
    '輸入名稱或字詞，中英文皆可，例如：香港 上海 金融。',
    '输入名称或字词，中英文均可，例如：香港 上海 金融。',
  ),
  moreOf: texts('More of the registry', '登記冊其他內容', '登记册其他内容'),
  forPrograms: texts('For programs', '供程式使用', '供程序使用'),
  api: texts('Try the API', '試用 API', '试用 API'),
  contract: texts('OpenAPI document', 'OpenAPI 文件', 'OpenAPI 文件'),
  problems: texts('Kinds of problem', '問題類型', '问题类型'),
  notOfficial: texts(
    'The registry repeats what its sources say. For the wording in force, see the sources.',
    '本登記冊轉述所列來源的內容；一切以來源原文為準。',
    '本登记册转述所列来源的内容；一切以来源原文为准。',
  ),
} as const

export const homeWords = {
  holdings: texts('What the registry holds', '收錄內容', '收录内容'),
  wholeMatrix: texts('All domains', '查看所有範疇', '查看所有领域'),
  all: texts('Show all', '查看全部', '查看全部'),
  known: texts('How much is known', '資料完整程度', '资料完整程度'),
} as const

export const listWords = {
  notFound: texts('In none of the records searched', '所搜尋的記錄中未見', '所搜索的记录中未见'),
  fewerWords: texts('Search with fewer words', '減少字詞再搜尋', '减少字词再搜索'),
  apart: texts(
    'Each of these words is in some of the records searched, but none of these has them all. Search with fewer',
    '所搜尋的記錄中有這些字詞，但沒有一項同時包含全部；可減少字詞再搜尋',
    '所搜索的记录中有这些字词，但没有一项同时包含全部；可减少字词再搜索',
  ),
  inYear: (year: string, words: string): Texts =>
    texts(`“${words}” in the year ${year}`, `${year}年有關「${words}」的`, `${year}年有关“${words}”的`),
  readAs: texts(
    'No record has all of these words. Searched instead for',
    '沒有記錄載有全部字詞。已改為搜尋',
    '没有记录载有全部字词。已改为搜索',
  ),
  didYouMean: texts('Did you mean', '你要找的可能是', '你要找的可能是'),
  filters: texts('Narrow down', '篩選', '筛选'),
  apply: texts('Apply', '套用', '应用'),
  chosen: texts('Chosen filters', '已選條件', '已选条件'),
  remove: texts('remove', '移除', '移除'),
  clear: texts('Remove all filters', '清除所有條件', '清除所有条件'),
  words: texts('Words', '關鍵字', '关键词'),
  order: texts('Order', '排序', '排序'),
  usualOrder: texts('Usual order', '預設排序', '默认排序'),
  from: texts('from', '由', '自'),
  to: texts('to', '至', '至'),
  dates: texts('Dates', '日期', '日期'),
  dateForm: texts(
    'A year, a month or a day: 2024, 2024-05, 2024-05-31.',
    '可填年、月或日：2024、2024-05、2024-05-31。',
    '可填年、月或日：2024、2024-05、2024-05-31。',
  ),
  everything: texts('Everything', '全部', '全部'),
  more: texts('More choices', '更多選項', '更多选项'),
  next: texts('Next page', '下一頁', '下一页'),
  first: texts('First page', '第一頁', '第一页'),
  pages: texts('Pages', '分頁', '分页'),
  results: texts('Results', '結果', '结果'),
  takeAway: texts('Take it away', '下載及引用', '下载与引用'),
  sameRequest: texts('The API request that gives the same', '取得相同內容的 API 請求', '取得相同内容的 API 请求'),
  nothing: texts('No record fits these filters.', '沒有符合條件的記錄。', '没有符合条件的记录。'),
  nothingNot: texts(
    'That the registry has none does not mean that there is none.',
    '登記冊沒有收錄，不等於並無其事。',
    '登记册没有收录，不等于并无其事。',
  ),
  orders: {
    time: [texts('newest first', '由新至舊', '由新到旧'), texts('oldest first', '由舊至新', '由旧到新')],
    text: [texts('Z to A', '倒序', '倒序'), texts('A to Z', '順序', '正序')],
    number: [texts('largest first', '由大至小', '由大到小'), texts('smallest first', '由小至大', '由小到大')],
  },
  wrong: texts('Some choices cannot be used', '部分條件無法使用', '部分条件无法使用'),
  meant: texts('Did you mean', '是否指', '是否指'),
} as const

export const recordWords = {
  facts: texts('Facts', '詳細資料', '详细资料'),
  where: texts('Where it says so', '出處', '出处'),
  noSource: texts('No source is noted for this.', '未有註明出處。', '未注明出处。'),
  sources: texts('Sources', '出處', '出处'),
  wholeRecord: texts('for the record as a whole', '適用於整項記錄', '适用于整项记录'),
  supports: texts('for', '用於', '用于'),
  atPublisher: texts('Read it at the publisher', '前往發布者網站', '前往发布者网站'),
  otherSays: texts('Another source says', '另一來源的說法', '另一来源的说法'),
  nth: (place: number) => texts(`no. ${place}`, `第 ${place} 項`, `第 ${place} 项`),
  related: texts('What refers to this', '相關記錄', '相关记录'),
  history: texts('History of the record', '修訂記錄', '修订记录'),
  version: texts('Version', '版本', '版本'),
  changed: texts('What changed', '更改項目', '更改项目'),
  when: texts('When', '時間', '时间'),
  why: texts('Why', '原因', '原因'),
  created: texts('first entry', '首次收錄', '首次收录'),
  deleted: texts('deleted', '已刪除', '已删除'),
  changes: texts('What it changed', '查看更改', '查看更改'),
  differences: texts('Differences as JSON', '差異（JSON）', '差异（JSON）'),
  cite: texts('Cite this page', '引用本頁', '引用本页'),
  jsonLd: texts('This record as JSON-LD', '此記錄的 JSON-LD', '此记录的 JSON-LD'),
  permanent: texts('Permanent address', '永久網址', '永久网址'),
  allVersions: texts('All versions, as data', '所有版本（數據）', '所有版本（数据）'),
  newestOnly: (most: number): Texts =>
    texts(
      `There are more than ${most}; the newest ${most} are looked at here.`,
      `記錄多於 ${most} 項，此處只計最新的 ${most} 項。`,
      `记录多于 ${most} 项，此处只计最新的 ${most} 项。`,
    ),
  unknowns: texts('What is not known', '未知資料', '未知资料'),
  notStated: texts('No source read so far says', '已查閱的來源均未提及', '已查阅的来源均未提及'),
  noneFound: texts('None found so far; there may be some', '暫未發現，但不排除存在', '暂未发现，但不排除存在'),
} as const

export const versionWords = {
  title: (name: string, version: number) =>
    texts(
      `${name}: what version ${version} changed`,
      `${name}：第 ${version} 版的更改`,
      `${name}：第 ${version} 版的更改`,
    ),
  field: texts('Field', '項目', '项目'),
  before: texts('Before', '更改前', '更改前'),
  after: texts('After', '更改後', '更改后'),
  empty: texts('left empty', '留空', '留空'),
  none: texts('No field was changed.', '沒有更改任何項目。', '没有更改任何项目。'),
} as const

export const originWords = {
  official: texts('official wording', '官方文本', '官方文本'),
  reported: texts('as reported', '報道用語', '报道用语'),
  translated: texts('translated by the registry', '由本登記冊翻譯', '由本登记册翻译'),
  converted: texts('script converted by the registry', '由本登記冊作繁簡轉換', '由本登记册作繁简转换'),
} as const

export const matrixWords = {
  title: texts('Matrix', '統計表', '统计表'),
  about: texts(
    'How many records have both values. Each number leads to the list of them.',
    '同時符合該行與該欄的記錄數目；按數字可查看清單。',
    '同时符合该行与该列的记录数目；点击数字可查看清单。',
  ),
  legend: texts(
    '– : the registry has none, which does not mean that there is none. ≥ : sources declare more than are listed.',
    '「–」：登記冊未有收錄，不等於並無其事。「≥」：來源公布的數目多於所列。',
    '“–”：登记册未收录，不等于并无其事。“≥”：来源公布的数目多于所列。',
  ),
  measure: texts('Count', '統計對象', '统计对象'),
  rows: texts('Rows', '行', '行'),
  columns: texts('Columns', '欄', '列'),
  show: texts('Show', '顯示', '显示'),
} as const

export const problemWords = {
  home: texts('Go to the home page', '返回首頁', '返回首页'),
  again: texts('Try again', '再試一次', '重试'),
  plain: texts('Open this page without any choices', '清除選項，重新開啟本頁', '清除选项，重新打开本页'),
  deleted: texts(
    'This record was deleted from the registry. What it said can still be read.',
    '此記錄已從登記冊刪除，刪除前的內容仍可查閱。',
    '此记录已从登记册中删除，删除前的内容仍可查阅。',
  ),
  deletedOn: texts('Deleted on', '刪除日期', '删除日期'),
  formerVersions: texts('What it said', '刪除前的內容', '删除前的内容'),
  unavailable: texts(
    'The registry cannot be read at the moment. Nothing is lost.',
    '登記冊暫時無法讀取，所載資料並無遺失。',
    '登记册暂时无法读取，所载资料没有丢失。',
  ),
  tooMany: texts(
    'Too many requests have come from your network in a short time.',
    '你的網絡在短時間內發出過多請求。',
    '你的网络在短时间内发出过多请求。',
  ),
  retry: (seconds: number) =>
    texts(
      seconds === 1 ? 'Please try again in a second.' : `Please try again in ${seconds} seconds.`,
      `請於 ${seconds} 秒後再試。`,
      `请在 ${seconds} 秒后重试。`,
    ),
  number: texts('Number of the request', '請求編號', '请求编号'),
} as const

/** A heading over the newest records of a noun. */
export const newestOf = (plural: Texts) =>
  texts(`Newest ${plural.en.toLowerCase()}`, `最新${plural['zh-Hant']}`, `最新${plural['zh-Hans']}`)

/** A number of records in a sentence. */
export const found = (total: string, atLeast: boolean) =>
  atLeast
    ? texts(`At least ${total} records fit.`, `至少有 ${total} 項記錄符合條件。`, `至少有 ${total} 项记录符合条件。`)
    : texts(
        total === '1' ? '1 record fits.' : `${total} records fit.`,
        `共有 ${total} 項記錄符合條件。`,
        `共有 ${total} 项记录符合条件。`,
      )

/** States how complete a list is by the declarations of sources. */
export function completenessWords(known: number, missing: number, open: boolean) {
  const declared = texts(
    `Sources declare at least ${missing} more that no source itemises.`,
    `另有至少 ${missing} 項見於來源公布的總數，但未見逐項列明。`,
    `另有至少 ${missing} 项见于来源公布的总数，但未见逐项列明。`,
  )
  const further = texts(
    'There may be more: for some meetings no source gives the whole list.',
    '實際可能更多：部分會議並無來源完整列出文件。',
    '实际可能更多：部分会议并无来源完整列出文件。',
  )
  const listed = texts(
    known === 1 ? 'The registry lists 1 record.' : `The registry lists ${known} records.`,
    `本登記冊列出 ${known} 項記錄。`,
    `本登记册列出 ${known} 项记录。`,
  )
  return [listed, ...(missing > 0 ? [declared] : []), ...(open ? [further] : [])]
}

/** States for how many records of a list it is not known whether they fit. */
export const undeterminedWords = (count: number) =>
  texts(
    count === 1
      ? 'Of 1 more record it is not known whether it fits.'
      : `Of ${count} more records it is not known whether they fit.`,
    `另有 ${count} 項記錄未能確定是否符合條件。`,
    `另有 ${count} 项记录未能确定是否符合条件。`,
  )
