import type { RecordDocument } from '../../model/record-document.ts'
import type { Rule } from '../../model/rule.ts'
import { idNumbers, nameInLowerCase } from './name-rules.ts'
import { conversionDiffers, officialWithoutSource, originsUnfit } from './origin-rules.ts'
import { marksUnfit, scriptMixed } from './script-rules.ts'
import { locatorMissing } from './source-rules.ts'

/** The rules for records of every noun. */
export const generalRules: Rule<RecordDocument>[] = [
  officialWithoutSource,
  conversionDiffers,
  originsUnfit,
  scriptMixed,
  marksUnfit,
  locatorMissing,
  nameInLowerCase,
  idNumbers,
]
