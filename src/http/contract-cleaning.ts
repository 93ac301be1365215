import { problemNames, problemTypes } from './problem-types.ts'

type Item = Record<string, unknown>
type Answer = Item & { description?: string; headers?: Item }
type Operation = Item & {
  parameters?: Item[]
  requestBody?: { content?: Record<string, Item> }
  responses?: Record<string, Answer>
}
const kinds = ['schemas', 'parameters', 'responses', 'headers'] as const
type Components = Record<(typeof kinds)[number], Item>
type Document = { paths?: Record<string, Record<string, Operation>>; components?: Partial<Components> }
type WorkingDocument = { paths: Record<string, Record<string, Operation>>; components: Components }

/**
 * Makes the printed contract short and true: shared parts once, nothing unused, no bounds that mean nothing. The example
 * address is that of a record.
 */
export function cleanContract<Printed extends object>(printed: Printed, exampleAddress: string): Printed {
  const document = structuredClone(printed) as Printed & Document
  const components = { schemas: {}, parameters: {}, responses: {}, headers: {}, ...document.components }
  const working: WorkingDocument = Object.assign(document, { paths: document.paths ?? {}, components })
  tidySchemas(working)
  describeLines(working)
  quietOptionalParameters(working)
  describeAnswers(working, exampleAddress)
  shareProblems(working)
  shareParameters(working)
  dropUnused(working)
  nameInputs(working)
  for (const kind of kinds) {
    // In one order, whatever the order in which modules were loaded.
    const sorted = Object.entries(components[kind]).sort(([one], [other]) => (one < other ? -1 : 1))
    if (document.components) document.components[kind] = Object.fromEntries(sorted)
    if (sorted.length === 0) delete document.components?.[kind]
  }
  return document
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null

// A pattern beside a format only repeats it at length, and the bounds of a double are no bounds of the data.
function tidySchemas(node: unknown): void {
  if (!isItem(node)) return
  if (typeof node.format === 'string' && typeof node.pattern === 'string') delete node.pattern
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
  for (const inner of Object.values(node)) tidySchemas(inner)
}

// What is only ever sent needs no mark to tell it from what is answered.
function nameInputs(document: WorkingDocument): void {
  const { schemas } = document.components
  const isTwin = (name: string) => !name.endsWith('Input') || name.slice(0, -5) in schemas
  const renamed = new Map(Object.keys(schemas).flatMap((name) => (isTwin(name) ? [] : [[name, name.slice(0, -5)]])))
  const visit = (node: unknown): void => {
    if (!isItem(node)) return
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

const header = (description: string, example: string) => ({ description, schema: { type: 'string' }, example })

const headersAt = (address: string) => ({
  'X-Request-Id': header(
    'The id of the request, as the client gave it or a new one.',
    '3f0f6b0e-6d1c-4a39-9d0a-0d8b5d4a2f11',
  ),
  'RateLimit-Policy': header(
    'How many requests (q) a client may make in how many seconds (w).',
    '"default";q=600;w=60',
  ),
  RateLimit: header('How many requests remain (r), and in how many seconds all are back (t).', '"default";r=599;t=1'),
  'Registry-Seq': header('The position in the log of changes at which the answer was read.', '4711'),
  ETag: header(
    'The strong validator of this representation, for `If-None-Match` and `If-Match`.',
    '"5Kq8zS2VbX0mJ3uYp1dT7w"',
  ),
  Location: header('The address of what was made.', address),
  'Idempotency-Replayed': header('`true` where the answer is that of an earlier request with the same key.', 'true'),
  Allow: header('The methods that the path has.', 'GET, HEAD, OPTIONS'),
  'Retry-After': header('How many seconds to wait before trying again.', '5'),
})

type SharedHeader = keyof ReturnType<typeof headersAt>

function headersOf(path: string, status: number, responses: Operation['responses'] = {}): SharedHeader[] {
  // What may be found unchanged, or changed by somebody else, has a tag.
  const tagged = '304' in responses || '412' in responses
  const names: SharedHeader[] = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit']
  if (status < 300 && path.startsWith('/v1/')) names.push('Registry-Seq')
  if (tagged && (status === 200 || status === 201 || status === 304)) names.push('ETag')
  if (status === 201) names.push('Location')
  if (status < 300 && '422' in responses) names.push('Idempotency-Replayed')
  if (status === 405) names.push('Allow')
  if (status === 429 || status === 503) names.push('Retry-After')
  return names
}

function describeAnswers({ paths, components }: WorkingDocument, exampleAddress: string): void {
  const sharedHeaders = headersAt(exampleAddress)
  for (const [path, status, answer, operation] of answersIn(paths)) {
    if (answer.description === 'Default Response') answer.description = 'What was asked for.'
    const names = headersOf(path, Number(status), operation.responses)
    for (const name of names) components.headers[name] = sharedHeaders[name]
    const references = names.map((name) => [name, reference('headers', name)])
    answer.headers = { ...Object.fromEntries(references), ...answer.headers }
  }
}

const reference = (kind: keyof Components, name: string) => ({ $ref: `#/components/${kind}/${name}` })

const operationsIn = (paths: WorkingDocument['paths']) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).map((operation) => [path, operation] as const),
  )

const answersIn = (paths: WorkingDocument['paths']) =>
  operationsIn(paths).flatMap(([path, operation]) =>
    Object.entries(operation.responses ?? {}).map(([status, answer]) => [path, status, answer, operation] as const),
  )

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function shareProblems({ paths, components }: WorkingDocument): void {
  for (const [, status, answer, operation] of answersIn(paths)) {
    const name = problemNames.find((candidate) => String(problemTypes[candidate].status) === status)
    if (!name || !isItem(answer.content) || !answer.content['application/problem+json']) continue
    const key = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
    components.responses[key] ??= answer
    if (operation.responses && same(components.responses[key], answer)) {
      operation.responses[status] = reference('responses', key)
    }
  }
}

// Of several parameters of one name the form that most operations use is shared.
function shareParameters({ paths, components }: WorkingDocument): void {
  const operations = operationsIn(paths).map(([, operation]) => operation)
  const counts = new Map<string, { parameter: Item; count: number }>()
  for (const parameter of operations.flatMap(({ parameters }) => parameters ?? [])) {
    const text = JSON.stringify(parameter)
    counts.set(text, { parameter, count: (counts.get(text)?.count ?? 0) + 1 })
  }
  const shared = [...counts.values()].filter(({ count }) => count > 1).sort((one, other) => other.count - one.count)
  for (const { parameter } of shared) components.parameters[keyOf(parameter)] ??= parameter
  for (const operation of operations) {
    operation.parameters = operation.parameters?.map((parameter) => {
      const key = keyOf(parameter)
      return same(components.parameters[key], parameter) ? reference('parameters', key) : parameter
    })
    if (!operation.parameters?.length) delete operation.parameters
  }
}

const keyOf = (parameter: Item) =>
  parameter.in === 'query' ? String(parameter.name) : `${parameter.in}-${String(parameter.name)}`

function dropUnused({ paths, components }: WorkingDocument): void {
  const used = new Set<string>()
  const visit = (node: unknown): void => {
    if (!isItem(node)) return
    const { $ref: target } = node
    if (typeof target === 'string' && !used.has(target)) {
      used.add(target)
      const [kind, name] = target.split('/').slice(2)
      visit(components[kind as keyof Components]?.[name ?? ''])
    }
    for (const inner of Object.values(node)) visit(inner)
  }
  visit(paths)
  for (const kind of kinds) {
    for (const name of Object.keys(components[kind])) {
      if (!used.has(`#/components/${kind}/${name}`)) delete components[kind][name]
    }
  }
}
