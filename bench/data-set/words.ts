// The words that generated titles are made of, in English and in the Chinese of Hong Kong. Earlier words of a list are
// drawn far more often than later ones, as in real titles.

export type Word = readonly [en: string, zh: string]

export const kinds = [
  ['memorandum-of-understanding', 'Memorandum of Understanding', '合作備忘錄'],
  ['cooperation-agreement', 'Co-operation Agreement', '合作協議'],
  ['framework-agreement', 'Framework Agreement', '框架協議'],
  ['work-plan', 'Work Plan', '工作計劃'],
  ['letter-of-intent', 'Letter of Intent', '合作意向書'],
  ['arrangement', 'Arrangement', '安排'],
  ['minutes', 'Minutes', '會議紀要'],
  ['project-contract', 'Project Contract', '項目合同'],
  ['statement', 'Joint Statement', '聯合聲明'],
] as const

/** Subjects of documents, besides the domains of the registry. */
export const subjects: readonly Word[] = [
  ['financial services', '金融服務'],
  ['innovation and technology', '創新科技'],
  ['legal services', '法律服務'],
  ['cultural exchange', '文化交流'],
  ['tourism promotion', '旅遊推廣'],
  ['higher education', '高等教育'],
  ['vocational training', '職業培訓'],
  ['youth development', '青年發展'],
  ['Chinese medicine', '中醫藥'],
  ['hospital management', '醫院管理'],
  ['air cargo', '航空貨運'],
  ['port logistics', '港口物流'],
  ['customs clearance', '通關便利'],
  ['intellectual property', '知識產權'],
  ['food safety', '食品安全'],
  ['environmental protection', '環境保護'],
  ['green finance', '綠色金融'],
  ['data flow', '數據流通'],
  ['artificial intelligence', '人工智能'],
  ['creative industries', '創意產業'],
  ['film production', '電影製作'],
  ['sports development', '體育發展'],
  ['dispute resolution', '爭議解決'],
  ['arbitration', '仲裁'],
  ['exhibition industry', '會展業'],
  ['professional services', '專業服務'],
  ['emergency rescue', '應急救援'],
  ['infectious disease control', '傳染病防控'],
  ['water supply', '供水'],
  ['clean energy', '清潔能源'],
  ['electric vehicles', '電動汽車'],
  ['biomedicine', '生物醫藥'],
  ['museum collections', '博物館藏品'],
  ['opera', '戲曲'],
  ['cruise tourism', '郵輪旅遊'],
  ['elderly care', '安老服務'],
  ['statistics', '統計'],
  ['meteorology', '氣象'],
  ['archives', '檔案'],
  ['civil service exchange', '公務員交流'],
  ['horse breeding', '馬匹繁育'],
  ['seed industry', '種業'],
  ['tea trade', '茶葉貿易'],
  ['lychee exports', '荔枝出口'],
  ['porcelain', '瓷器'],
  ['seismology', '地震'],
  ['lighthouse heritage', '燈塔遺產'],
  ['panda conservation', '大熊貓保育'],
]

/** Subjects of documents signed before 2004, and of hardly any later one. */
export const formerSubjects: readonly Word[] = [
  ['telegraph network', '電報網絡'],
  ['textile quota', '紡織品配額'],
  ['pager service', '傳呼服務'],
  ['millennium bug', '千年蟲'],
]

export const actions: readonly Word[] = [
  ['Deepening Co-operation', '深化合作'],
  ['Strengthening Exchange', '加強交流'],
  ['Promoting Development', '促進發展'],
  ['Joint Training', '聯合培訓'],
  ['Information Sharing', '信息共享'],
  ['Mutual Recognition', '互認'],
  ['Talent Exchange', '人才交流'],
  ['Pilot Project', '試點項目'],
  ['Joint Research', '聯合研究'],
  ['Platform Building', '平台建設'],
  ['Service Centre', '服務中心'],
  ['Industrial Park', '產業園'],
]

/** Syllables of proper names, which fill the long tail: many thousands of words of a few records each. */
export const syllables: readonly Word[] = [
  ['an', '安'],
  ['bao', '寶'],
  ['chang', '昌'],
  ['da', '達'],
  ['feng', '豐'],
  ['guang', '廣'],
  ['hai', '海'],
  ['hong', '鴻'],
  ['jia', '嘉'],
  ['jin', '金'],
  ['kang', '康'],
  ['lian', '聯'],
  ['long', '龍'],
  ['ming', '明'],
  ['ning', '寧'],
  ['ping', '平'],
  ['qing', '慶'],
  ['rui', '瑞'],
  ['sheng', '盛'],
  ['tai', '泰'],
  ['wan', '萬'],
  ['xin', '新'],
  ['yuan', '源'],
  ['zhong', '中'],
]

/** Sentences of summaries; `{subject}`, `{action}` and `{name}` are filled in. */
export const sentences: readonly Word[] = [
  [
    'Both sides will exchange officers each year and report on {subject} to the next meeting.',
    '雙方每年互派人員，並向下次會議匯報{subject}的進展。',
  ],
  [
    'A joint working group led by {name} meets twice a year to follow the work up.',
    '由{name}牽頭的聯合工作小組每年開會兩次跟進工作。',
  ],
  [
    'The parties agree to share standards, training material and experts in {subject}.',
    '雙方同意共享{subject}的標準、培訓教材及專家。',
  ],
  ['The document sets out {action} as the task of the coming three years.', '文件訂明未來三年以{action}為工作重點。'],
  [
    'It renews earlier arrangements and extends them to enterprises of both places.',
    '文件延續以往的安排，並擴展至兩地企業。',
  ],
  ['Nothing in it binds either side in law.', '文件對雙方均無法律約束力。'],
]
