import { domainByNameMissing, domainExcluded } from '../checks/domain-fit.ts'
import { generalRules } from '../checks/general-rules.ts'
import { announcedOnly, dayCoarser, signedOutside } from './signing-rules.ts'
import { partiesUnfit, signedByGovernments, sideUnfit, witnessSigns } from './signatory-rules.ts'
import { countInferred, domainsUncited, effectUncited } from './basis-rules.ts'

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
