import { listPath } from '../../http/api-address.ts'
import { type Item, isItem } from '../../http/contract/contract-document.ts'
import type { Nouns } from '../../model/noun.ts'

type Operation = Item & { parameters?: Item[]; responses?: Record<string, Item> }
interface Contract extends Item {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, Item>>
}

/** The name that the script of the page knows the ids of a noun by. */
const idFormat = (noun: string): string => `${noun}-id`

/**
 * The contract as Swagger UI shows it. It takes seconds to open an operation of OpenAPI 3.1, and opens 3.0 at once, so the
 * document is told in 3.0.3. Values that are ids say of what, so that the page can offer them. Headers that all answers
 * share, and the one form of all problems, are left out: drawing them again for each answer takes most of the time.
 */
export function shownContract(published: string, nouns: Nouns): Buffer {
  const contract: Contract = JSON.parse(published)
  nameIds(contract, nouns)
  quietFilters(contract)
  for (const answer of answersIn(contract)) shorten(answer)
  const older = asOlder(contract) as Contract
  older.openapi = '3.0.3'
  older.info = { ...(older.info as Item), license: undefined, description: undefined }
  return Buffer.from(JSON.stringify(older))
}

function nameIds(contract: Contract, nouns: Nouns): void {
  for (const noun of nouns.values()) {
    for (const one of contract.paths[listPath(noun.name)]?.get?.parameters ?? []) {
      const { name, schema } = parameterAt(contract, one)
      const references = noun.parameters[String(name)]?.references
      if (references && isItem(schema) && isItem(schema.items)) schema.items.format = idFormat(references)
    }
  }
}

function parameterAt({ components }: Contract, parameter: Item): Item {
  const { $ref: target } = parameter
  return typeof target === 'string' ? (components.parameters?.[target.split('/').at(-1) ?? ''] ?? {}) : parameter
}

// Swagger UI fills in what has an example, and all filters at once find nothing.
function quietFilters({ paths, components }: Contract): void {
  const operations = Object.values(paths).flatMap((operations) => Object.values(operations))
  const parameters = [
    ...operations.flatMap(({ parameters = [] }) => parameters),
    ...Object.values(components.parameters ?? {}),
  ]
  for (const { required, schema } of parameters) if (!required && isItem(schema)) delete schema.examples
}

const answersIn = ({ paths, components }: Contract): Item[] => [
  ...Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap(({ responses }) => Object.values(responses ?? {})),
  ),
  ...Object.values(components.responses ?? {}),
]

function shorten(answer: Item): void {
  delete answer.headers
  if (isItem(answer.content) && 'application/problem+json' in answer.content) delete answer.content
}

/** A schema, or anything that holds schemas, in the words of OpenAPI 3.0. */
function asOlder(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asOlder)
  if (!isItem(node)) return node
  const { type, const: only, examples, anyOf, propertyNames, exclusiveMinimum, exclusiveMaximum, ...rest } = node
  const kept: Item = Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, asOlder(inner)]))
  if (Array.isArray(type)) Object.assign(kept, nullableOf(type))
  else if (type !== undefined) kept.type = asOlder(type)
  if (only !== undefined) kept.enum = [only]
  if (Array.isArray(examples)) kept.example = examples[0]
  else if (examples !== undefined) kept.examples = asOlder(examples)
  if (Array.isArray(anyOf)) Object.assign(kept, alternativesOf(anyOf))
  return kept
}

function nullableOf(types: unknown[]): Item {
  const others = types.filter((type) => type !== 'null')
  const type = others.length === 1 ? { type: others[0] } : {}
  return others.length < types.length ? { ...type, nullable: true } : type
}

function alternativesOf(schemas: unknown[]): Item {
  const others = schemas.filter((schema) => !(isItem(schema) && schema.type === 'null'))
  const nullable = others.length < schemas.length ? { nullable: true } : {}
  const [only] = others
  if (others.length > 1) return { anyOf: others.map(asOlder), ...nullable }
  // A reference takes nothing beside it.
  return isItem(only) && '$ref' in only ? { allOf: [only], ...nullable } : { ...(asOlder(only) as Item), ...nullable }
}
