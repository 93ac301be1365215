import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { agreementPersons, agreementSignatories } from '../../database/link-tables.ts'
import { agreements } from '../../database/noun-tables.ts'
import { side } from '../../model/fields.ts'
import { extentOf, linkKnown } from '../../model/known.ts'
import { linked, linkedToAll } from '../../model/link-parameters.ts'
import { countedBy, type Parameters, withOpposite } from '../../model/parameter.ts'
import { sideWords } from '../shared-words.ts'
import { agreement } from './agreement-schema.ts'

const { id } = agreements

function signedBy(sides: string[]): SQL {
  return sql`exists (select from ${agreementSignatories} where ${agreementSignatories.owner} = ${id} and ${inArray(agreementSignatories.side, sides)})`
}

const sides = (choices: readonly string[], description: string) =>
  z
    .array(z.enum(choices))
    .min(1)
    .max(10)
    .optional()
    .describe(description)
    .meta({ example: ['hk'] })

/** Where the registry does not know who signed, or not whether these were all. */
const sidesKnown = linkKnown(extentOf(agreement, 'signatories', agreements.signatoriesKnown), id, agreementSignatories)

const sideFacet = { name: 'side', value: agreementSignatories.side, link: agreementSignatories, words: sideWords }

/** By who signed: bodies, sides and persons. */
export const signatoryParameters: Parameters = {
  ...linked(agreement, 'organization', {
    field: 'signatories',
    owner: id,
    link: agreementSignatories,
    to: 'organizations',
    says: 'A body that signed.',
    example: 'hk-health-bureau',
    whole: agreements.signatoriesKnown,
  }),
  ...withOpposite(
    'side',
    {
      schema: sides(
        [...side.options, 'none'],
        'Has a signatory on this side. Repeat for any of several. `none` finds those without a signatory.',
      ),
      condition: (selected: string[]) =>
        or(
          signedBy(selected),
          selected.includes('none')
            ? sql`not exists (select from ${agreementSignatories} where ${agreementSignatories.owner} = ${id})`
            : undefined,
        ),
      known: sidesKnown,
      facet: sideFacet,
      looksAt: 'links',
      counted: countedBy(sidesKnown, 'any', true),
    },
    'hk',
  ),
  'side.all': {
    schema: sides(side.options, 'Has signatories on every one of these sides.'),
    condition: (selected: string[]) => linkedToAll(id, agreementSignatories, agreementSignatories.side, selected),
    known: sidesKnown,
    facet: sideFacet,
    looksAt: 'links',
    counted: countedBy(sidesKnown, 'all'),
  },
  ...linked(agreement, 'person', {
    field: 'signatories',
    owner: id,
    link: agreementPersons,
    to: 'persons',
    says: 'Someone who signed.',
    example: 'paul-chan',
    whole: agreements.personsKnown,
  }),
}
