import type { Texts } from '../http/languages.ts'
import { texts } from '../http/problem-types.ts'

type Words = Readonly<Record<string, Texts>>

// The words for values of enumerations, in the three languages of the registry.

export const agreementTypeWords: Words = {
  'memorandum-of-understanding': texts('Memorandum of understanding', '合作備忘錄', '合作备忘录'),
  'cooperation-agreement': texts('Co-operation agreement', '合作協議', '合作协议'),
  'framework-agreement': texts('Framework agreement', '框架協議', '框架协议'),
  'letter-of-intent': texts('Letter of intent', '意向書', '意向书'),
  arrangement: texts('Arrangement', '安排', '安排'),
  'work-plan': texts('Work plan', '工作計劃', '工作计划'),
  minutes: texts('Minutes', '會議紀要', '会议纪要'),
  'session-memorandum': texts('Memorandum of the session', '會議合作備忘錄', '会议合作备忘录'),
  'project-contract': texts('Project contract', '項目合約', '项目合同'),
  statement: texts('Statement', '聲明', '声明'),
  unspecified: texts('Not specified', '未指明', '未指明'),
}

export const agreementStatusWords: Words = {
  announced: texts('Announced', '已公布', '已公布'),
  signed: texts('Signed', '已簽署', '已签署'),
  'in-effect': texts('In effect', '生效中', '生效中'),
  expired: texts('Expired', '已屆滿', '已届满'),
  terminated: texts('Terminated', '已終止', '已终止'),
  superseded: texts('Superseded', '已被取代', '已被取代'),
  unknown: texts('Unknown', '不詳', '不详'),
}

export const sideWords: Words = {
  hk: texts('Hong Kong', '香港', '香港'),
  mainland: texts('Mainland', '內地', '内地'),
  macao: texts('Macao', '澳門', '澳门'),
  other: texts('Other', '其他', '其他'),
}

export const confidenceWords: Words = {
  high: texts('High', '高', '高'),
  medium: texts('Medium', '中', '中'),
  low: texts('Low', '低', '低'),
}

export const meetingKindWords: Words = {
  plenary: texts('Plenary session', '全體會議', '全体会议'),
  'working-meeting': texts('Working meeting', '工作會議', '工作会议'),
  forum: texts('Forum', '論壇', '论坛'),
  ceremony: texts('Ceremony', '儀式', '仪式'),
  visit: texts('Visit', '訪問', '访问'),
  other: texts('Other', '其他', '其他'),
}

export const meetingFormatWords: Words = {
  'in-person': texts('In person', '現場舉行', '现场举行'),
  video: texts('By video', '視像會議', '视频会议'),
  unknown: texts('Unknown', '不詳', '不详'),
}

export const organizationKindWords: Words = {
  government: texts('Government', '政府', '政府'),
  bureau: texts('Bureau', '局', '局'),
  department: texts('Department', '部門', '部门'),
  'statutory-body': texts('Statutory body', '法定機構', '法定机构'),
  'public-institution': texts('Public institution', '公營機構', '公营机构'),
  enterprise: texts('Enterprise', '企業', '企业'),
  university: texts('University', '大學', '大学'),
  'professional-body': texts('Professional body', '專業團體', '专业团体'),
  'mainland-office': texts('Mainland Office', '駐內地辦事處', '驻内地办事处'),
  'liaison-unit': texts('Liaison unit', '聯絡處', '联络处'),
  'steering-group': texts('Steering group', '督導組', '督导组'),
  'working-group': texts('Working group', '工作組', '工作组'),
  'task-force': texts('Task force', '專班', '专班'),
  other: texts('Other', '其他', '其他'),
}

export const yesNoWords: Words = {
  true: texts('Yes', '是', '是'),
  false: texts('No', '否', '否'),
}
