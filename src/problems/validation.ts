import type { FastifyRequest, FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import { pointerOf, valueAt } from '../json/json-pointer.ts'
import { schemaAt, unwrap } from '../json/schema-steps.ts'
import { adviseForm, adviseValue } from './advice.ts'
import { givenTimes, noSuchField, noSuchParameter, repeatInstead, required, wordsOf } from './issue-words.ts'
import { nearest } from './nearest.ts'
import type { Violation } from './problems.ts'

/** Lets Fastify validate by zod; the error keeps zod's own issues. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const read = readerOf(schema, httpPart)
  return (data) => {
    const result = schema.safeParse(read(data))
    return result.success ? { value: result.data } : { error: result.error }
  }
}

/** Makes a list of each parameter that may be repeated, with each value once: saying it again asks for nothing more. */
function readerOf(schema: z.ZodType, part: string | undefined): (given: unknown) => unknown {
  if (part !== 'querystring' || !(schema instanceof z.ZodObject)) return (given) => given
  const repeated = new Set(Object.keys(schema.shape).filter((name) => isList(schema.shape[name])))
  const read = (name: string, value: unknown) => (repeated.has(name) ? [...new Set([value].flat())] : value)
  return (given) =>
    Object.fromEntries(Object.entries(given as object).map(([name, value]) => [name, read(name, value)]))
}

// The order in which Fastify validates. It stops at the first part that fails, so the later parts are still as they came.
const parts = ['params', 'body', 'querystring', 'headers'] as const

/** Everything that is wrong with a request, from the part that Fastify stopped at onwards. */
export function violationsOf(request: FastifyRequest, failedPart: string): Violation[] {
  const first = parts.indexOf(failedPart as (typeof parts)[number])
  return parts.slice(Math.max(first, 0)).flatMap((part) => {
    const schema = request.routeOptions.schema?.[part]
    if (!(schema instanceof z.ZodType)) return []
    const given = request[part === 'querystring' ? 'query' : part]
    return parsed(schema, readerOf(schema, part)(given), part).violations ?? []
  })
}

/** A value as a schema reads it, or everything that is wrong with it. */
type Parsed<Data> = { data: Data; violations?: undefined } | { violations: Violation[] }

/** Reads a value. What is wrong is named as parameters, headers or JSON Pointers of a body: one error for each fault. */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: string,
): Parsed<z.output<Schema>> {
  const result = schema.safeParse(value)
  return result.success ? { data: result.data } : { violations: violationsIn(result.error, schema, value, part) }
}

function violationsIn({ issues }: z.ZodError, schema: z.ZodType, value: unknown, part: string): Violation[] {
  const told = new Set<string>()
  let suggested = 0
  const advised: Advise = (violation, find) => {
    suggested += 1
    if (suggested > mostSuggested) return violation
    return {
      ...violation,
      // It is looked for when it is told: a batch has many errors of which few are told.
      get suggestion() {
        return find()
      },
    }
  }
  return issues.flatMap((issue) => {
    const path = JSON.stringify(issue.path.map(String))
    if (told.has(path) && issue.code !== 'unrecognized_keys') return []
    told.add(path)
    return violationsOfIssue(issue, schema, value, part, advised)
  })
}

/** The lower of the two bounds of a field, for a parameter of its name. */
const boundOf = (name: string, known: string[]) => known.find((one) => one === `${name}.gte`)

/** How many errors of one value come with a suggestion: each is looked for among all names. */
const mostSuggested = 5
/** A longer text is no slip of a name, a value or a day. */
const longestAdvised = 100

/** Lets a violation have the suggestion that is found for it. */
type Advise = (violation: Violation, find: () => string | undefined) => Violation

function violationsOfIssue(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  value: unknown,
  part: string,
  advised: Advise,
): Violation[] {
  if (issue.code === 'unrecognized_keys') {
    const known = namesOf(schemaAt(schema, issue.path))
    const detail = part === 'body' ? noSuchField : noSuchParameter
    return issue.keys.map((key) =>
      advised({ ...locationOf(part, [...issue.path, key]), detail }, () =>
        key.length > longestAdvised ? undefined : (boundOf(key, known) ?? nearest(key, known)),
      ),
    )
  }
  const given = valueAt(value, issue.path)
  const told = locationOf(part, issue.path)
  if (given === undefined && issue.code !== 'custom') return [{ ...told, detail: required }]
  const whole = schemaAt(schema, issue.path)
  const field = whole && unwrap(whole)
  if (part === 'querystring' && Array.isArray(given) && !(field instanceof z.ZodArray))
    return [{ ...told, detail: givenTimes(given.length) }]
  const repeated = part === 'querystring' ? repetition(issue.path, given, field) : undefined
  if (repeated) return [{ ...told, ...repeated }]
  return [advised({ ...told, detail: wordsOf(issue) }, () => suggestionFor(issue, given, field))]
}

function suggestionFor(issue: z.core.$ZodIssue, given: unknown, field: Field): string | undefined {
  // A check of a schema's own may hand over the suggestion in its issue's parameters.
  const own = issue.code === 'custom' ? issue.params?.suggestion : undefined
  if (typeof own === 'string') return own
  if (typeof given !== 'string' || given.length > longestAdvised) return undefined
  return issue.code === 'invalid_value' ? adviseValue(given, issue.values.map(String), field) : adviseForm(given, field)
}

/** The advice to repeat a parameter, where that gives values that are valid. */
function repetition([name, index]: PropertyKey[], given: unknown, element: Field) {
  if (index === undefined || typeof given !== 'string' || !element) return undefined
  const several = repeatInstead(String(name), given)
  return several?.values.every((value) => z.core.safeParse(element, value).success) ? several.advice : undefined
}

type Field = z.core.$ZodType | undefined

export const isList = (schema: Field): boolean => schema !== undefined && unwrap(schema) instanceof z.ZodArray

function locationOf(
  part: string,
  path: PropertyKey[],
): { pointer: string } | { parameter: string } | { header: string } {
  if (part === 'body') return { pointer: pointerOf(path) }
  const name = String(path[0] ?? '')
  return part === 'headers' ? { header: name } : { parameter: name }
}

/** The names that an object may have, by any of the schemas that it may fit. */
function namesOf(schema: Field): string[] {
  const whole = schema && unwrap(schema)
  if (whole instanceof z.ZodUnion) return whole.options.flatMap(namesOf)
  return whole instanceof z.ZodObject ? Object.keys(whole.shape) : []
}
