import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import { confidenceWords, sideWords } from '../shared-words.ts'
import type { Agreement } from './agreement-schema.ts'

const basisWords = {
  stated: texts('Stated by a source', '來源列明', '来源列明'),
  inferred: texts('Inferred by the registry', '由本登記冊推定', '由本登记册推定'),
}

export const agreementWords = {
  alsoCalled: ['協議'],
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
    implementedOn: texts('Implemented on', '實施日期', '实施日期'),
    endedOn: texts('Ended on', '終止日期', '终止日期'),
    term: texts('Term', '有效期', '有效期'),
    binding: texts('Binding', '約束力', '约束力'),
    publicText: texts('Text public', '文本是否公開', '文本是否公开'),
    places: texts('Places', '所涉地點', '所涉地点'),
    signatoriesKnown: texts('Signatories known', '簽署方是否齊全', '签署方是否齐全'),
    partOf: texts('Part of', '所屬文件', '所属文件'),
    countedBasis: texts('Basis of the count', '計入依據', '计入依据'),
    quantities: texts('Quantities', '數量', '数量'),
    signatories: texts('Signatories', '簽署方', '签署方'),
    domains: texts('Domains', '政策範疇', '政策领域'),
    domainBasis: texts('Basis of the domains', '範疇依據', '领域依据'),
    implements: texts('Implements', '落實的共識', '落实的共识'),
    relations: texts('Relations', '與其他文件的關係', '与其他文件的关系'),
    texts: texts('Texts', '文本', '文本'),
    countedInClaims: texts('Counted in declared numbers', '計入公布數目', '计入公布数目'),
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
    domainBasis: basisWords,
    countedBasis: basisWords,
    binding: {
      binding: texts('Binding', '有約束力', '有约束力'),
      'non-binding': texts('Not binding', '無約束力', '无约束力'),
      unknown: texts('Unknown', '不詳', '不详'),
    },
    publicText: {
      yes: texts('Public', '已公開', '已公开'),
      no: texts('Not public', '未公開', '未公开'),
      unknown: texts('Unknown', '不詳', '不详'),
    },
    signatoriesKnown: {
      all: texts('All known', '全部已知', '全部已知'),
      some: texts('Some known', '部分已知', '部分已知'),
      none: texts('None known', '未知', '未知'),
    },
    confidence: confidenceWords,
  },
  parts: {
    headings: {
      capacity: texts('Capacity', '簽署身分', '签署身份'),
      agreement: texts('Document', '文件', '文件'),
      authentic: texts('Authentic text', '正式文本', '正式文本'),
      years: texts('Years', '年期', '年期'),
      renewal: texts('Renewal', '續期方式', '续期方式'),
    },
    values: {
      side: sideWords,
      type: {
        renews: texts('Renews', '續簽', '续签'),
        supersedes: texts('Supersedes', '取代', '取代'),
        amends: texts('Amends', '修訂', '修订'),
        supplements: texts('Supplements', '補充', '补充'),
        'framework-for': texts('Is the framework for', '作為其框架', '作为其框架'),
        implements: texts('Implements', '落實', '落实'),
      },
      renewal: {
        automatic: texts('Automatic', '自動續期', '自动续期'),
        'by-agreement': texts('By agreement', '經雙方同意續期', '经双方同意续期'),
        none: texts('None', '不續期', '不续期'),
        unknown: texts('Unknown', '不詳', '不详'),
      },
    },
  },
} satisfies NounWords<Agreement>
