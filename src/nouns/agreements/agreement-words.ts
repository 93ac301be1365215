import { texts } from '../../http/problem-types.ts'
import type { NounWords } from '../../model/noun.ts'
import { confidenceWords } from '../shared-words.ts'
import type { Agreement } from './agreement-schema.ts'

export const agreementWords = {
  names: { singular: texts('Agreement', '合作文件', '合作文件'), plural: texts('Agreements', '合作文件', '合作文件') },
  headings: {
    type: texts('Type', '文件類型', '文件类型'),
    typeAsStated: texts('Type as stated', '原文類型', '原文类型'),
    status: texts('Status', '狀態', '状态'),
    signedOn: texts('Signed on', '簽署日期', '签署日期'),
    effectiveOn: texts('Effective on', '生效日期', '生效日期'),
    expiresOn: texts('Expires on', '屆滿日期', '届满日期'),
    mechanism: texts('Mechanism', '合作機制', '合作机制'),
    meeting: texts('Meeting', '會議', '会议'),
    parties: texts('Parties', '參與地區', '参与地区'),
    signatories: texts('Signatories', '簽署方', '签署方'),
    domains: texts('Domains', '政策範疇', '政策范畴'),
    domainBasis: texts('Basis of the domains', '範疇依據', '范畴依据'),
    implements: texts('Implements', '落實的共識', '落实的共识'),
    relations: texts('Relations', '與其他文件的關係', '与其他文件的关系'),
    texts: texts('Texts', '文本', '文本'),
    countedInClaims: texts('Counted in declared numbers', '計入宣布數目', '计入宣布数目'),
    summary: texts('Summary', '摘要', '摘要'),
  },
  values: {
    type: {
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
    },
    status: {
      announced: texts('Announced', '已公布', '已公布'),
      signed: texts('Signed', '已簽署', '已签署'),
      'in-effect': texts('In effect', '生效中', '生效中'),
      expired: texts('Expired', '已屆滿', '已届满'),
      terminated: texts('Terminated', '已終止', '已终止'),
      superseded: texts('Superseded', '已被取代', '已被取代'),
      unknown: texts('Unknown', '不詳', '不详'),
    },
    domainBasis: {
      stated: texts('Stated by a source', '來源列明', '来源列明'),
      inferred: texts('Inferred by the registry', '由本登記冊推定', '由本登记册推定'),
    },
    confidence: confidenceWords,
  },
} satisfies NounWords<Agreement>
