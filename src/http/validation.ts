import type { FastifyRequest, FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
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
    const known = namesAt(schema, issue.path)
    const detail = part === 'body' ? noSuchField : noSuchParameter
    return issue.keys.map((key) =>
      advised({ ...place(part, [...issue.path, key]), detail }, () =>
        key.length > longestAdvised ? undefined : nearest(key, known),
      ),
    )
  }
  const given = valueAt(value, issue.path)
  const told = place(part, issue.path)
  if (given === undefined && issue.code !== 'custom') return [{ ...told, detail: required }]
  if (part === 'querystring' && Array.isArray(given) && !isList(schemaAt(schema, issue.path)))
    return [{ ...told, detail: givenTimes(given.length) }]
  const field = schemaAt(schema, issue.path)
  const repeated = part === 'querystring' ? repetition(issue.path, given, field) : undefined
  if (repeated) return [{ ...told, detail: repeatInstead, suggestion: repeated }]
  return [advised({ ...told, detail: wordsOf(issue) }, () => suggestionFor(issue, given, field))]
}

function suggestionFor(issue: z.core.$ZodIssue, given: unknown, field: Field): string | undefined {
  // A check of a schema's own may hand over the suggestion in its issue's parameters.
  const own = issue.code === 'custom' ? issue.params?.suggestion : undefined
  if (typeof own === 'string') return own
  if (typeof given !== 'string' || given.length > longestAdvised) return undefined
  return issue.code === 'invalid_value' ? adviseValue(given, issue.values.map(String), field) : adviseForm(given, field)
}

/** Several values in one, joined by commas, as the parameter repeated for each. */
function repetition([name, index]: PropertyKey[], given: unknown, element: Field): string | undefined {
  if (index === undefined || typeof given !== 'string' || !/[,，、;]/.test(given) || !element) return undefined
  const values = given.split(/[,，、;]/).map((value) => value.trim())
  const areValid = values.every((value) => z.core.safeParse(element, value).success)
  return areValid ? values.map((value) => `${String(name)}=${value}`).join('&') : undefined
}

type Field = z.core.$ZodType | undefined

export const isList = (schema: Field): boolean => schema !== undefined && unwrap(schema) instanceof z.ZodArray

/** The schema at a place within another. */
function schemaAt(schema: z.core.$ZodType, [step, ...rest]: PropertyKey[]): Field {
  const bare = unwrap(schema)
  if (step === undefined) return bare
  const inner =
    bare instanceof z.ZodObject ? bare.shape[String(step)] : bare instanceof z.ZodArray ? bare.element : undefined
  return inner && schemaAt(inner, rest)
}

function place(part: string, path: PropertyKey[]): { pointer: string } | { parameter: string } | { header: string } {
  if (part === 'body') return { pointer: pointerOf(path) }
  const name = String(path[0] ?? '')
  return part === 'headers' ? { header: name } : { parameter: name }
}

/** RFC 6901. */
export const pointerOf = (path: PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, step) => (isObject(inner) ? inner[step] : undefined), value)
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null

function namesAt(schema: z.core.$ZodType, path: PropertyKey[]): string[] {
  const bare = unwrap(schema)
  const [step, ...rest] = path
  if (bare instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(bare.shape)
    const field: z.core.$ZodType | undefined = bare.shape[String(step)]
    return field ? namesAt(field, rest) : []
  }
  if (bare instanceof z.ZodUnion) return bare.options.flatMap((option) => namesAt(option, path))
  if (bare instanceof z.ZodArray && step !== undefined) return namesAt(bare.element, rest)
  return []
}

/** The schema without what only says whether it must be given. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return unwrap(schema.in instanceof z.ZodTransform ? schema.out : schema.in)
  const wrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  return wrapped ? unwrap(schema.unwrap()) : schema
}
