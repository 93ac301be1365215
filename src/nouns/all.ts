import type { NounName } from '../registry/fields.ts'
import type { Noun } from '../registry/noun.ts'
import { agreementNoun } from './agreements/noun.ts'
import { consensusAreaNoun } from './consensus-areas/noun.ts'
import { domainNoun } from './domains/noun.ts'
import { measureNoun } from './measures/noun.ts'
import { mechanismNoun } from './mechanisms/noun.ts'
import { meetingNoun } from './meetings/noun.ts'
import { organizationNoun } from './organizations/noun.ts'
import { regionNoun } from './regions/noun.ts'
import { sourceNoun } from './sources/noun.ts'

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
