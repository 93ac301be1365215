import { z } from 'zod'
import { count } from '../../model/fields.ts'
import { langOfProblems } from '../../model/language-parameters.ts'
import { type Noun, type Nouns, pascalCase } from '../../model/noun.ts'
import { asOf } from '../../read/as-of.ts'
import { completenessAnswer } from '../../read/completeness.ts'
import { facetAnswer } from '../../read/facets.ts'
import { fieldsOf, formatsOfRecord, includeOf } from '../../read/list-query.ts'
import { lowerBound } from '../lower-bound.ts'
import { nothingAnswer } from '../nothing-answer.ts'

/** The query of a request for one record. */
export function recordQuery(noun: Noun) {
  return z.strictObject({
    format: z.enum(formatsOfRecord(noun)).optional().describe('Without it `Accept`.').meta({ example: 'json' }),
    fields: fieldsOf(noun),
    include: includeOf(noun),
    asOf,
    lang: langOfProblems,
  })
}

/** The answer of a list, for the contract. */
export function listAnswer(noun: Noun, nouns: Nouns) {
  return z.strictObject({
    data: z
      .array(z.union([noun.stored, partOf(noun)]))
      .describe('The records of the page, as they are stored. With `fields`, only those fields of them.'),
    total: count.optional().describe('How many records fit the filters; absent with `total=none`.'),
    lowerBound: lowerBound.optional(),
    next: z.string().nullable().describe('The cursor of the next page; null on the last.'),
    included: included.optional(),
    ...(Object.keys(noun.facets).length > 0 && { facets: facetAnswer.optional() }),
    completeness: completenessAnswer.optional(),
    ...nothingAnswer(nouns),
  })
}

const parts = new WeakMap<Noun, z.ZodObject>()

/** A record of which only some fields were asked for, or with what it refers to beside its fields. */
export function partOf(noun: Noun): z.ZodObject {
  const made =
    parts.get(noun) ??
    noun.stored
      .partial()
      .extend({ included: included.optional() })
      .meta({
        id: `${pascalCase(noun.singular)}Part`,
        description: `${noun.description} With \`fields\` only those fields of it; with \`include\` what they refer to beside them.`,
      })
  parts.set(noun, made)
  return made
}

const included = z
  .record(z.string(), z.record(z.string(), z.looseObject({})))
  .describe('By noun and id, each record that the data refers to under the paths of `include`.')
