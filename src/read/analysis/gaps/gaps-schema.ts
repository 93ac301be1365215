import { z } from 'zod'
import { count, day, slug } from '../../../model/fields.ts'
import { labelFields } from '../../../model/labels.ts'
import { langOfLabels } from '../../../model/language-parameters.ts'
import type { Nouns } from '../../../model/noun.ts'
import { nounName } from '../../../model/noun-parameter.ts'
import { cursor, encodeCursor } from '../../../model/page-cursor.ts'
import { pageLimit, wholeNumber } from '../../../model/page-parameters.ts'
import { anyOf } from '../../../model/parameter.ts'
import { allRules } from '../../../model/run-rules.ts'
import { asOf } from '../../as-of.ts'
import { certainties, reasonNames } from './gap-reasons.ts'

export const gapKinds = [
  'area-without-agreement',
  'agreement-without-area',
  'silent-mechanism',
  'expired-without-successor',
  'uncited-field',
  'untranslated',
  'contested',
  'no-signatory',
  'no-text',
  'no-address',
] as const
export type GapKind = (typeof gapKinds)[number]

/** The kinds of gap, and the rules of data checks, each of which is a kind. */
const allKinds = (nouns: Nouns) => z.enum([...gapKinds, ...allRules(nouns.values()).keys()] as [string, ...string[]])

export const isGapKind = (kind: string): kind is GapKind => (gapKinds as readonly string[]).includes(kind)

export const gapsQuery = (nouns: Nouns) =>
  z.strictObject({
    kind: allKinds(nouns)
      .describe(
        [
          '`area-without-agreement`: an agreed area of which nothing says that an agreement implements it; `possible` names those that may.',
          '`agreement-without-area`: an agreement of a meeting with agreed areas that implements none and shares a domain with none, the memorandum of the session apart.',
          '`silent-mechanism`: an active mechanism without a meeting for 24 months.',
          '`expired-without-successor`: an agreement past its last day that no other renews, supersedes or amends.',
          '`uncited-field`: a record with fields that no citation supports.',
          '`untranslated`: a record whose name does not stand in all languages.',
          '`contested`: a record for which another source gives another value.',
          '`no-signatory`: an agreement of which no signatory is known.',
          '`no-text`: an agreement without an address of its text.',
          '`no-address`: a source without an address.',
          ...[...allRules(nouns.values()).values()].map(
            ({ rule }) => `\`${rule.name}\` (${rule.level}): ${rule.why.en}`,
          ),
        ].join(' '),
      )
      .meta({ example: 'area-without-agreement' }),
    on: day
      .optional()
      .describe('The day on which silence and expiry are judged; without it today.')
      .meta({ example: '2026-11-01' }),
    certainty: z
      .enum(certainties)
      .optional()
      .describe('Only what is a gap for certain, or only that of which it is not known.')
      .meta({ example: 'certain' }),
    because: z
      .array(z.enum(reasonNames))
      .min(1)
      .max(reasonNames.length)
      .optional()
      .describe('Only gaps with this reason for being certain or not. Repeat for any of several.')
      .meta({ example: ['all-itemised'] }),
    mechanism: anyOf(slug, 'Records of this mechanism.', 'shanghai'),
    meeting: anyOf(slug, 'Records of this meeting.', 'shanghai-2024-04'),
    year: anyOf(
      wholeNumber(1900, 2200),
      'Records of this year: meetings by their date, areas by that of their meeting, agreements by their signing.',
      2024,
    ),
    limit: pageLimit('Records a page.'),
    cursor: cursor.optional().meta({
      example: encodeCursor({
        order: 'gaps area-without-agreement',
        key: 'consensus-areas',
        id: 'shanghai-2024-04-finance',
      }),
    }),
    lang: langOfLabels,
    asOf,
  })

const gap = (nouns: Nouns) =>
  z.strictObject({
    noun: nounName(nouns),
    id: slug,
    ...labelFields,
    certainty: z
      .enum(certainties)
      .describe(
        '`unknown` where it cannot be said whether it is a gap: an area is not unsigned because the registry knows of no document.',
      ),
    because: z.enum(reasonNames).describe('Why.'),
    reason: z.string().describe('The same in words.'),
    possible: z
      .array(z.strictObject({ id: slug, ...labelFields, href: z.string() }))
      .optional()
      .describe(
        'Of an area: up to 20 documents of the same meeting or later that share a domain with it, and so may carry it out.',
      ),
    since: z.string().nullable().describe('The day of the last meeting, or the last day of an expired agreement.'),
    fields: z
      .array(z.string())
      .optional()
      .describe('JSON Pointers to the fields without a citation, or in which the rule finds something.'),
    href: z.string(),
  })

export const gapsAnswer = (nouns: Nouns) =>
  z
    .strictObject({
      kind: allKinds(nouns),
      data: z.array(gap(nouns)),
      total: count,
      next: z.string().nullable(),
    })
    .meta({ id: 'Gaps' })
export type Gaps = z.infer<ReturnType<typeof gapsAnswer>>
