import { domainByNameMissing, domainExcluded } from '../checks/domain-fit.ts'
import { generalRules } from '../checks/general-rules.ts'

export const consensusAreaRules = [...generalRules, domainExcluded, domainByNameMissing]
