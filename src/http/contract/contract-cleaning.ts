import {
  type Document,
  type Item,
  isItem,
  isNode,
  kinds,
  operationsIn,
  type WorkingDocument,
} from './contract-document.ts'
import { describeAnswers } from './contract-headers.ts'
import { declareManners } from './contract-manners.ts'
import { shareSchemas } from './contract-schemas.ts'
import { dropUnused, shareParameters, shareProblems } from './contract-sharing.ts'
import { describeMembers, type MemberWords } from './contract-words.ts'

/**
 * Makes the printed contract short and true: shared parts once, nothing unused, no bounds that mean nothing. The example
 * address is that of a record.
 */
export function cleanContract<Printed extends object>(
  printed: Printed,
  exampleAddress: string,
  words: MemberWords,
): Printed {
  const document = structuredClone(printed) as Printed & Document
  const components = { schemas: {}, parameters: {}, responses: {}, headers: {}, ...document.components }
  const working: WorkingDocument = Object.assign(document, { paths: document.paths ?? {}, components })
  declareManners(working)
  tidySchemas(working)
  describeLines(working)
  quietOptionalParameters(working)
  describeAnswers(working, exampleAddress)
  shareProblems(working)
  shareParameters(working)
  shareSchemas(working)
  dropUnused(working)
  nameInputs(working)
  describeMembers(document, working.components.schemas, words)
  for (const kind of kinds) {
    // In one order, whatever the order in which modules were loaded.
    const sorted = Object.entries(components[kind]).sort(([one], [other]) => (one < other ? -1 : 1))
    if (document.components) document.components[kind] = Object.fromEntries(sorted)
    if (sorted.length === 0) delete document.components?.[kind]
  }
  return document
}

// A pattern beside a format only repeats it at length, and the bounds of a double are no bounds of the data.
function tidySchemas(node: unknown): void {
  if (!isNode(node)) return
  if (typeof node.format === 'string' && typeof node.pattern === 'string') delete node.pattern
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
  for (const inner of Object.values(node)) tidySchemas(inner)
}

// The suffix `Input` tells a request schema from its answer schema. A schema without such a twin needs none.
function nameInputs(document: WorkingDocument): void {
  const { schemas } = document.components
  const isTwin = (name: string) => !name.endsWith('Input') || name.slice(0, -5) in schemas
  const renamed = new Map(Object.keys(schemas).flatMap((name) => (isTwin(name) ? [] : [[name, name.slice(0, -5)]])))
  const visit = (node: unknown): void => {
    if (!isNode(node)) return
    const name = typeof node.$ref === 'string' && renamed.get(node.$ref.replace('#/components/schemas/', ''))
    if (name) node.$ref = `#/components/schemas/${name}`
    for (const inner of Object.values(node)) visit(inner)
  }
  visit(document)
  for (const [name, short] of renamed) {
    schemas[short] = schemas[name]
    delete schemas[name]
  }
}

// JSON Schema has no word for a text of lines that are JSON each.
function describeLines({ paths }: WorkingDocument): void {
  for (const [, { requestBody }] of operationsIn(paths)) {
    const content = requestBody?.content ?? {}
    for (const type of Object.keys(content))
      if (type.endsWith('ndjson')) content[type] = { schema: { type: 'string', description: 'One JSON value a line.' } }
  }
}

// Swagger UI fills a parameter in with its `example`, but not with its `examples`: all filters at once would find nothing.
function quietOptionalParameters({ paths }: WorkingDocument): void {
  for (const [, operation] of operationsIn(paths)) {
    for (const { required, schema } of operation.parameters ?? []) {
      if (required || !isItem(schema) || schema.example === undefined) continue
      schema.examples = [schema.example]
      if (isItem(schema.items) && Array.isArray(schema.example)) showItem(schema, schema.items, schema.example)
      delete schema.example
    }
  }
}

// "Add item" fills in the example of an item, and without one it makes a value up from the pattern.
function showItem(schema: Item, items: Item, examples: unknown[]): void {
  if (items.enum === undefined) schema.items = { ...items, examples }
}
