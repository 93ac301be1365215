import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import { sideWords } from '../shared-words.ts'
import type { Organization } from './organization-schema.ts'

export const organizationWords = {
  names: { singular: texts('Organization', '機構', '机构'), plural: texts('Organizations', '機構', '机构') },
  headings: {
    abbreviation: texts('Abbreviation', '簡稱', '简称'),
    mechanism: texts('Mechanism', '合作機制', '合作机制'),
    kind: texts('Kind', '類別', '类别'),
    side: texts('Side', '所屬一方', '所属一方'),
    region: texts('Region', '地區', '地区'),
    parent: texts('Parent', '上級', '上级'),
    successor: texts('Successor', '繼任機構', '继任机构'),
    covers: texts('Covers', '服務範圍', '服务范围'),
    opened: texts('Opened', '設立日期', '设立日期'),
  },
  values: {
    kind: {
      government: texts('Government', '政府', '政府'),
      bureau: texts('Bureau', '局', '局'),
      department: texts('Department', '部門', '部门'),
      'statutory-body': texts('Statutory body', '法定機構', '法定机构'),
      'public-institution': texts('Public institution', '公營機構', '公共机构'),
      enterprise: texts('Enterprise', '企業', '企业'),
      university: texts('University', '大學', '大学'),
      'professional-body': texts('Professional body', '專業團體', '专业团体'),
      'mainland-office': texts('Mainland Office', '駐內地辦事處', '驻内地办事处'),
      'liaison-unit': texts('Liaison unit', '聯絡處', '联络处'),
      'steering-group': texts('Steering group', '督導組', '督导组'),
      'working-group': texts('Working group', '工作組', '工作组'),
      'task-force': texts('Task force', '專班', '专班'),
      other: texts('Other', '其他', '其他'),
    },
    side: sideWords,
  },
} satisfies NounWords<Organization>
