import { z } from 'zod'
import { ownMember } from '../json/own-member.ts'
import type { Noun } from '../model/noun.ts'
import { ValidationProblem } from '../problems/problems.ts'
import { isList, parsed } from '../problems/validation.ts'
import { filterQuery, listQuery } from '../read/list-query.ts'
import type { Given } from './reader.ts'

/** The parameters of an address, and whether some of them are empty: forms send each of their fields. */
export function givenIn(query: unknown): { given: Given; hasEmpty: boolean } {
  const entries = Object.entries((query ?? {}) as Record<string, string | string[]>).map(
    ([name, value]): [string, string[]] => [name, [value].flat()],
  )
  const full = entries.map(([name, values]): [string, string[]] => [
    name,
    values.filter((value) => value.trim() !== ''),
  ])
  return {
    given: Object.fromEntries(full.filter(([, values]) => values.length > 0)),
    hasEmpty: entries.some(([, values]) => values.some((value) => value.trim() === '')),
  }
}

const settings = { cursor: true, undetermined: true, sort: true } as const

/** Whether a parameter of a page chooses no records. */
export const isSetting = (parameter: string): boolean => Object.hasOwn(settings, parameter)

/** The parameters that a page of a list takes: those that choose records, and few of the settings of a list. */
export function pageQuery(noun: Noun) {
  const taken: Record<string, z.ZodType> = { ...filterQuery(noun), ...listQuery(noun).pick(settings).shape }
  return z.strictObject(taken)
}

/** The parameters as a schema reads them; a problem where it refuses them. */
export function parseGiven<Schema extends z.ZodObject>(schema: Schema, given: Given): z.infer<Schema> {
  const read = parsed(schema, toInput(schema, given), 'querystring')
  if (read.violations) throw new ValidationProblem(read.violations)
  return read.data
}

/** The parameters in the form that a schema takes: lists where it wants lists, single values otherwise. */
function toInput(schema: z.ZodObject, given: Given): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, values]) => [
      name,
      isList(ownMember(schema.shape, name)) || values.length > 1 ? values : values[0],
    ]),
  )
}

/** The parameters without one value of one of them; a page further on would be one of another list. */
export function without(given: Given, parameter: string, value: string): Given {
  const { cursor, [parameter]: values = [], ...others } = given
  const left = values.filter((one) => one !== value)
  return left.length > 0 ? { ...others, [parameter]: left } : others
}
