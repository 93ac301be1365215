import { texts } from '../../../src/language/texts.ts'
import type { NounWords } from '../../../src/model/declaration.ts'
import type { Venue } from './venue-schema.ts'

export const venueWords = {
  names: { singular: texts('Venue', '場地', '场地'), plural: texts('Venues', '場地', '场地') },
  headings: {
    kind: texts('Kind', '類別', '类别'),
    opened: texts('Opened', '啟用日期', '启用日期'),
    parent: texts('Part of', '所屬場地', '所属场地'),
    region: texts('Region', '地區', '地区'),
    architect: texts('Architect', '建築師', '建筑师'),
    operators: texts('Operators', '營運者', '营运者'),
    neighbours: texts('Neighbours', '鄰近場地', '邻近场地'),
  },
  values: {
    kind: {
      hall: texts('Hall', '會堂', '会堂'),
      hotel: texts('Hotel', '酒店', '酒店'),
      district: texts('District', '區', '区'),
    },
  },
} satisfies NounWords<Venue>
