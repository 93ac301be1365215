import type { z } from 'zod'
import type { NounName } from '../model/fields.ts'
import { agreement } from './agreements/agreement-schema.ts'
import { consensusArea } from './consensus-areas/consensus-area-schema.ts'
import { domain } from './domains/domain-schema.ts'
import { measure } from './measures/measure-schema.ts'
import { mechanism } from './mechanisms/mechanism-schema.ts'
import { meeting } from './meetings/meeting-schema.ts'
import { organization } from './organizations/organization-schema.ts'
import { region } from './regions/region-schema.ts'
import { source } from './sources/source-schema.ts'

export const schemas = {
  mechanisms: mechanism,
  meetings: meeting,
  'consensus-areas': consensusArea,
  agreements: agreement,
  measures: measure,
  domains: domain,
  regions: region,
  organizations: organization,
  sources: source,
} satisfies Record<NounName, z.ZodObject>
