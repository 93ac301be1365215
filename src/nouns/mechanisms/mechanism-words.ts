import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import type { Mechanism } from './mechanism-schema.ts'

export const mechanismWords = {
  names: {
    singular: texts('Cooperation mechanism', '合作機制', '合作机制'),
    plural: texts('Cooperation mechanisms', '合作機制', '合作机制'),
  },
  headings: {
    kind: texts('Kind', '類別', '类别'),
    parties: texts('Parties', '參與地區', '参与地区'),
    established: texts('Established', '成立日期', '成立日期'),
    status: texts('Status', '狀態', '状态'),
    leadOrganizations: texts('Lead organizations', '牽頭機構', '牵头机构'),
  },
  values: {
    kind: {
      conference: texts('Cooperation conference', '合作會議', '合作会议'),
      'joint-conference': texts('Joint conference', '聯席會議', '联席会议'),
      'multilateral-conference': texts('Multilateral conference', '多邊會議', '多边会议'),
      other: texts('Other', '其他', '其他'),
    },
    status: {
      active: texts('Active', '運作中', '运作中'),
      dormant: texts('Dormant', '暫停運作', '暂停运作'),
      ended: texts('Ended', '已結束', '已结束'),
      unknown: texts('Unknown', '不詳', '不详'),
    },
  },
} satisfies NounWords<Mechanism>
