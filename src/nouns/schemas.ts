import type { z } from 'zod'
import type { NounName } from '../registry/fields.ts'
import { agreement } from './agreements/schema.ts'
import { consensusArea } from './consensus-areas/schema.ts'
import { domain } from './domains/schema.ts'
import { measure } from './measures/schema.ts'
import { mechanism } from './mechanisms/schema.ts'
import { meeting } from './meetings/schema.ts'
import { organization } from './organizations/schema.ts'
import { region } from './regions/schema.ts'
import { source } from './sources/schema.ts'

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
