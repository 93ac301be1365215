import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import { sideWords } from '../shared-words.ts'
import type { Meeting } from './meeting-schema.ts'

export const meetingWords = {
  names: {
    singular: texts('Meeting or signing', '會議或簽署活動', '会议或签署活动'),
    plural: texts('Meetings and signings', '會議及簽署活動', '会议及签署活动'),
  },
  headings: {
    mechanism: texts('Mechanism', '合作機制', '合作机制'),
    parties: texts('Parties', '參與地區', '参与地区'),
    kind: texts('Kind', '類別', '类别'),
    series: texts('Series', '系列', '系列'),
    ordinal: texts('Ordinal', '屆次', '届次'),
    date: texts('Date', '日期', '日期'),
    endDate: texts('End date', '結束日期', '结束日期'),
    place: texts('Place', '地點', '地点'),
    format: texts('Format', '形式', '形式'),
    leads: texts('Leads', '主持人', '主持人'),
    claims: texts('Declared numbers', '公布數目', '公布数目'),
    statedDomains: texts('Stated domains', '列明範疇', '列明领域'),
  },
  values: {
    kind: {
      plenary: texts('Plenary session', '全體會議', '全体会议'),
      'working-meeting': texts('Working meeting', '工作會議', '工作会议'),
      forum: texts('Forum', '論壇', '论坛'),
      ceremony: texts('Ceremony', '儀式', '仪式'),
      visit: texts('Visit', '訪問', '访问'),
      other: texts('Other', '其他', '其他'),
    },
    format: {
      'in-person': texts('In person', '現場舉行', '现场举行'),
      video: texts('By video', '視像會議', '视频会议'),
      unknown: texts('Unknown', '不詳', '不详'),
    },
  },
  parts: {
    headings: {
      title: texts('Post', '職銜', '职务'),
      measure: texts('What is counted', '計算項目', '计算项目'),
      value: texts('Declared', '公布數目', '公布数目'),
      scope: texts('Scope', '計算範圍', '计算范围'),
      domains: texts('Domains', '政策範疇', '政策领域'),
      exhaustive: texts('Complete list', '是否全部列出', '是否全部列出'),
    },
    values: {
      side: sideWords,
      measure: {
        agreements: texts('Documents signed', '簽署文件', '签署文件'),
        'consensus-areas': texts('Areas of consensus', '共識範疇', '共识领域'),
        projects: texts('Projects', '合作項目', '合作项目'),
      },
    },
  },
} satisfies NounWords<Meeting>
