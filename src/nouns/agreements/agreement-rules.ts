import { domainByNameMissing, domainExcluded } from '../checks/domain-fit.ts'
import { generalRules } from '../checks/general-rules.ts'
import { countInferred, domainsUncited, effectUncited } from './basis-rules.ts'
import { partiesUnfit, sideUnfit, signedByGovernments, witnessSigns } from './signatory-rules.ts'
import { announcedOnly, dayCoarser, signedOutside } from './signing-rules.ts'

export const agreementRules = [
  ...generalRules,
  signedOutside,
  dayCoarser,
  announcedOnly,
  partiesUnfit,
  sideUnfit,
  witnessSigns,
  signedByGovernments,
  countInferred,
  domainsUncited,
  effectUncited,
  domainExcluded,
  domainByNameMissing,
]
