import type { NounName } from '../model/fields.ts'
import type { Noun } from '../model/noun.ts'
import { agreementNoun } from './agreements/agreement-noun.ts'
import { consensusAreaNoun } from './consensus-areas/consensus-area-noun.ts'
import { domainNoun } from './domains/domain-noun.ts'
import { measureNoun } from './measures/measure-noun.ts'
import { mechanismNoun } from './mechanisms/mechanism-noun.ts'
import { meetingNoun } from './meetings/meeting-noun.ts'
import { organizationNoun } from './organizations/organization-noun.ts'
import { regionNoun } from './regions/region-noun.ts'
import { sourceNoun } from './sources/source-noun.ts'

/** The nine nouns, in the order in which people meet them. */
export const nouns: ReadonlyMap<NounName, Noun> = new Map(
  [
    mechanismNoun,
    meetingNoun,
    consensusAreaNoun,
    agreementNoun,
    measureNoun,
    domainNoun,
    regionNoun,
    organizationNoun,
    sourceNoun,
  ].map((noun) => [noun.name, noun]),
)
