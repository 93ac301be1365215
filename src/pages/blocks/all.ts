import type { NounName } from '../../model/record-name.ts'
import { agreementBlock } from './agreement-block.tsx'
import type { Block } from './block.ts'
import { domainBlock } from './domain-block.tsx'
import { mechanismBlock } from './mechanism-block.tsx'
import { meetingBlock } from './meeting-block.tsx'
import { organizationBlock } from './organization-block.tsx'
import { personBlock } from './person-block.tsx'

/** The blocks of the nouns that have one. */
export const blocks: Readonly<Partial<Record<NounName, Block>>> = {
  agreements: agreementBlock,
  domains: domainBlock,
  mechanisms: mechanismBlock,
  meetings: meetingBlock,
  organizations: organizationBlock,
  persons: personBlock,
}
