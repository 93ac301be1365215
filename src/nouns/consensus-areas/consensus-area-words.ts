import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import { confidenceWords } from '../shared-words.ts'
import type { ConsensusArea } from './consensus-area-schema.ts'

export const consensusAreaWords = {
  names: {
    singular: texts('Area of consensus', '共識範疇', '共识领域'),
    plural: texts('Areas of consensus', '共識範疇', '共识领域'),
  },
  headings: {
    meeting: texts('Meeting', '會議', '会议'),
    order: texts('Order', '次序', '次序'),
    domains: texts('Domains', '政策範疇', '政策领域'),
    agreed: texts('Agreed', '已達成共識', '已达成共识'),
  },
  values: {
    confidence: confidenceWords,
  },
} satisfies NounWords<ConsensusArea>
