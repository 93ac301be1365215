import { texts } from '../../language/texts.ts'

// The words of the blocks of nouns.

export const reconciledWords = {
  title: texts('Declared and itemised', '公布數目與逐項列明', '公布数目与逐项列明'),
  about: texts(
    'How many a source declares for this meeting, and how many of them the registry can itemise.',
    '來源就是次會議公布的數目，以及本登記冊能逐項列明的數目。',
    '来源就本次会议公布的数目，以及本登记册能逐项列明的数目。',
  ),
  what: texts('What is counted', '統計項目', '统计项目'),
  declared: texts('Declared', '公布數目', '公布数目'),
  itemised: texts('Itemised', '已列明', '已列明'),
  missing: texts('Missing', '未列明', '未列明'),
  beside: texts('Not counted in the number', '不計入公布數目', '不计入公布数目'),
  notDeclared: texts('no source declares a number', '沒有來源公布數目', '没有来源公布数目'),
  outcome: texts('Outcome', '對照結果', '对照结果'),
  statuses: {
    matched: texts('All itemised', '全部列明', '全部列明'),
    short: texts('Some missing', '部分未列明', '部分未列明'),
    over: texts('More itemised than declared', '列明多於公布', '列明多于公布'),
    'not-itemised': texts('None itemised', '全部未列明', '全部未列明'),
    undeclared: texts('No number declared', '沒有公布數目', '没有公布数目'),
    conflicting: texts('Sources differ', '來源說法不一', '来源说法不一'),
  },
  measures: {
    agreements: texts('Documents signed', '簽署文件', '签署文件'),
    'consensus-areas': texts('Areas of consensus', '共識範疇', '共识领域'),
    projects: texts('Projects', '合作項目', '合作项目'),
  },
} as const

export const chainWords = {
  title: texts('Documents before, after and within', '前後、所屬及所含文件', '前后、所属及所含文件'),
  date: texts('Signed on', '簽署日期', '签署日期'),
  document: texts('Document', '文件', '文件'),
  link: texts('How they are linked', '關係', '关系'),
  this: texts('this document', '本文件', '本文件'),
  partOf: texts('is a part of', '屬於', '属于'),
} as const

export const areasWords = {
  title: texts('Areas that it carries out', '落實的共識範疇', '落实的共识领域'),
} as const

export const partnersWords = {
  title: texts('Signed with whom', '共同簽署機構', '共同签署机构'),
  about: (count: number) =>
    texts(
      `${count === 1 ? 'One body' : `${count} bodies`} signed the same documents. Each number leads to the list of them.`,
      `共有 ${count} 個機構與本機構簽署同一文件；按數字可查看文件清單。`,
      `共有 ${count} 个机构与本机构签署同一文件；点击数字可查看文件清单。`,
    ),
  all: texts('All documents that it signed', '本機構簽署的所有文件', '本机构签署的所有文件'),
  others: (count: number) => texts(`Show ${count} more`, `顯示其餘 ${count} 個`, `显示其余 ${count} 个`),
  partner: texts('Organization', '機構', '机构'),
  side: texts('Side', '所屬一方', '所属一方'),
  documents: texts('Documents', '文件數目', '文件数目'),
  newest: texts('Latest', '最近簽署', '最近签署'),
} as const

export const careerWords = {
  title: texts('Posts, meetings and papers in time', '職務、會議及文件年表', '职务、会议及文件年表'),
  when: texts('When', '日期', '日期'),
  what: texts('What', '事項', '事项'),
  as: texts('In which capacity', '身分', '身份'),
  undated: texts('no date known', '日期不詳', '日期不详'),
  post: texts('Post', '職務', '职务'),
} as const

export const sessionsWords = {
  title: texts('Sessions in time', '歷次會議年表', '历次会议年表'),
  picture: texts(
    'A line in time with a dot for each session; the table below lists them.',
    '以圓點標示每次會議的時間線；下表逐一列出。',
    '以圆点标示每次会议的时间线；下表逐一列出。',
  ),
  date: texts('Date', '日期', '日期'),
  session: texts('Session', '會議', '会议'),
  areas: texts('Areas of consensus', '共識範疇', '共识领域'),
  ofDeclared: (itemised: number, declared: number) =>
    texts(
      `${itemised} itemised of ${declared} declared`,
      `公布 ${declared} 項，列明 ${itemised} 項`,
      `公布 ${declared} 项，列明 ${itemised} 项`,
    ),
  bySession: texts('Domains by session', '各次會議的政策範疇', '各次会议的政策领域'),
  legend: texts(
    'A dash means that no area in the domain is itemised for the session, not that there was none.',
    '「–」表示該次會議沒有列明屬該範疇的共識，不等於並無該項共識。',
    '“–”表示该次会议没有列明属该领域的共识，不等于并无该项共识。',
  ),
  compare: texts('Compare two sessions', '比較兩次會議', '比较两次会议'),
} as const

export const holdersWords = {
  title: texts('Who has it, and who has not', '哪些機制涉及此範疇，哪些未見收錄', '哪些机制涉及此领域，哪些未见收录'),
  about: texts(
    'Agreements and agreed areas of consensus in this domain and those below it, by mechanism.',
    '各機制在此範疇（連同其下範疇）的合作文件及已達成共識。',
    '各机制在此领域（连同其下领域）的合作文件及已达成共识。',
  ),
  mechanism: texts('Mechanism', '合作機制', '合作机制'),
  agreements: texts('Agreements', '合作文件', '合作文件'),
  areas: texts('Areas of consensus', '共識範疇', '共识领域'),
  outside: texts('Outside any mechanism', '不屬任何機制', '不属任何机制'),
  without: texts(
    'The registry has nothing in this domain for these mechanisms, which does not mean that there is nothing:',
    '登記冊未有收錄以下機制在此範疇的內容，但不等於並無其事：',
    '登记册未收录以下机制在此领域的内容，但不等于并无其事：',
  ),
} as const
