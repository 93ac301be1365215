import { listNouns } from '../model/noun-list.ts'
import { agreementNoun } from './agreements/agreement-noun.ts'
import { consensusAreaNoun } from './consensus-areas/consensus-area-noun.ts'
import { domainNoun } from './domains/domain-noun.ts'
import { measureNoun } from './measures/measure-noun.ts'
import { mechanismNoun } from './mechanisms/mechanism-noun.ts'
import { meetingNoun } from './meetings/meeting-noun.ts'
import { organizationNoun } from './organizations/organization-noun.ts'
import { personNoun } from './persons/person-noun.ts'
import { regionNoun } from './regions/region-noun.ts'
import { sourceNoun } from './sources/source-noun.ts'

/** All nouns, in the order in which people meet them. */
export const nouns = listNouns([
  mechanismNoun,
  meetingNoun,
  consensusAreaNoun,
  agreementNoun,
  measureNoun,
  domainNoun,
  regionNoun,
  organizationNoun,
  personNoun,
  sourceNoun,
])
