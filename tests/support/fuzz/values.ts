import fc, { type Arbitrary } from 'fast-check'
import type { Schema } from './contract.ts'
import { textOf } from './texts.ts'

/** Facts that a schema alone does not contain: where references lead, and which records there are. */
export interface World {
  resolve: <Item>(item: Item | { $ref: string }) => Item
  /** The ids of the records of a noun. */
  idsOf: (noun: string) => string[]
}

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,3}$/)
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const day = instant.map((text) => text.slice(0, 10))
const partialDate = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length))
const iri = fc.constantFrom(
  'https://example.org/',
  'https://example.org/a/b?c=d&e=f#g',
  'https://例子.香港/政策/文件.pdf',
  'http://example.org/%E6%96%87',
  'https://user@example.org:8080/a;b=c',
)
const formats: Record<string, Arbitrary<unknown>> = { 'date-time': instant, date: day, iri }

const made = new WeakMap<Schema, Arbitrary<unknown>>()

/** Values that a schema allows. */
export function valueFor(schema: Schema, world: World): Arbitrary<unknown> {
  const known = made.get(schema) ?? makeFor(schema, world)
  made.set(schema, known)
  return known
}

function makeFor(schema: Schema, world: World): Arbitrary<unknown> {
  if (schema.$ref) return valueFor(world.resolve<Schema>(schema as { $ref: string }), world)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valueFor(each, world)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      return textBy(schema, world)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 })
    case 'number':
      return numberBy(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return arrayBy(schema, world)
    case 'object':
      return objectBy(schema, world)
    default:
      return fc.constantFrom<unknown>('text', 1, true, { en: 'text' }, ['text'])
  }
}

function textBy(schema: Schema, world: World): Arbitrary<unknown> {
  const { pattern, format, maxLength = 200 } = schema
  const ids = schema['x-references'] ? world.idsOf(schema['x-references']) : []
  if (ids.length > 0) return fc.constantFrom(...ids)
  if (schema['x-partial-date']) return partialDate
  if (format && formats[format]) return formats[format]
  if (pattern?.startsWith('^[a-z0-9]+(-')) return slug
  // fast-check makes no texts for patterns that look ahead.
  if (pattern?.includes('(?!')) return fc.constantFrom('1', '0', '2024-05-12', '2026-11-24T00:00:00Z')
  if (pattern)
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength && clean.test(text))
  return textOf(maxLength)
}

// White space at the ends is taken off, and control characters are refused.
const clean = /^[^\p{C}\p{White_Space}]+$/u

function numberBy({ minimum, exclusiveMinimum, maximum }: Schema): Arbitrary<unknown> {
  const min = minimum ?? exclusiveMinimum
  return fc
    .double({ min, max: maximum, minExcluded: exclusiveMinimum !== undefined, noNaN: true, noDefaultInfinity: true })
    .map((value) => (Object.is(value, -0) ? 0 : value))
}

function arrayBy({ items = {}, minItems = 0, maxItems = 3 }: Schema, world: World): Arbitrary<unknown> {
  const bounds = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) }
  return fc.uniqueArray(valueFor(items, world), { ...bounds, selector: (value) => JSON.stringify(value) })
}

/** Objects with all that is required and some of the rest. */
function objectBy({ properties = {}, required = [], minProperties = 0 }: Schema, world: World): Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueFor(each, world)]))
  return fc
    .record(members, { requiredKeys: required, noNullPrototype: true })
    .filter((value) => Object.keys(value).length >= minProperties)
}
