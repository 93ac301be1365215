import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import type { Region } from './region-schema.ts'

export const regionWords = {
  names: { singular: texts('Region', '地區', '地区'), plural: texts('Regions', '地區', '地区') },
  headings: {
    kind: texts('Kind', '類別', '类别'),
    parent: texts('Parent', '上級', '上级'),
    members: texts('Members', '成員', '成员'),
    codes: texts('Codes', '代碼', '代码'),
  },
  values: {
    kind: {
      central: texts('The Mainland as a whole', '內地整體', '内地整体'),
      sar: texts('Special Administrative Region', '特別行政區', '特别行政区'),
      municipality: texts('Municipality', '直轄市', '直辖市'),
      province: texts('Province', '省', '省'),
      'autonomous-region': texts('Autonomous region', '自治區', '自治区'),
      city: texts('City', '市', '市'),
      district: texts('District', '區', '区'),
      grouping: texts('Grouping of regions', '區域組合', '区域组合'),
      platform: texts('Cooperation platform', '合作平台', '合作平台'),
    },
  },
} satisfies NounWords<Region>
