import { type Item, isItem, type WorkingDocument } from './contract-document.ts'

/** Values are data, in which nothing is a schema. */
const data = new Set(['example', 'examples', 'default', 'enum', 'const', 'headers', 'parameters'])

/** A schema is worth a place of its own if it is so long and stands so often. */
const leastLength = 150
const leastUses = 2

interface Shared {
  name: string
  uses: number
}

/**
 * Moves each schema that is used several times into the components: under its title, or under the name of the property
 * that holds it. Descriptions may differ, because they stay beside the reference.
 */
export function shareSchemas(document: WorkingDocument): void {
  const { schemas } = document.components
  // Sorted, because the order of the schemas depends on the order in which files were loaded.
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1)))
  const shared = countSchemas([document.paths, sorted], new Set(Object.keys(schemas)))
  const made: Item = {}

  const replace = (node: unknown, isRoot = false): unknown => {
    if (Array.isArray(node)) return node.map((one) => replace(one))
    if (!isItem(node)) return node
    const known = isRoot ? undefined : shared.get(textOf(node))
    if (!known || known.uses < leastUses) return replaceWithin(node)
    const { description, title, ...content } = node
    made[known.name] ??= replaceWithin(content)
    return { $ref: `#/components/schemas/${known.name}`, ...(description !== undefined && { description }) }
  }
  const replaceWithin = (node: Item): Item =>
    Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, data.has(key) ? inner : replace(inner)]))

  document.paths = replace(document.paths, true) as WorkingDocument['paths']
  for (const [name, schema] of Object.entries(schemas)) schemas[name] = replace(schema, true)
  Object.assign(schemas, made)
}

/**
 * Counts the schemas within some places by their text, with the name that each would have. A schema without a name is
 * left out.
 */
function countSchemas(places: object[], taken: Set<string>): Map<string, Shared> {
  const found = new Map<string, Shared>()
  const visit = (node: unknown, name: string | undefined, isRoot = false): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, undefined)
    if (!isItem(node)) return
    if (!isRoot && looksLikeSchema(node)) count(node, String(node.title ?? name ?? ''))
    for (const [key, inner] of Object.entries(node)) {
      if (key === 'properties' && isItem(inner)) for (const [own, schema] of Object.entries(inner)) visit(schema, own)
      else if (!data.has(key)) visit(inner, undefined)
    }
  }
  const count = (schema: Item, name: string) => {
    const text = textOf(schema)
    const known = found.get(text)
    if (known) known.uses += 1
    else if (name !== '' && text.length >= leastLength && !taken.has(pascal(name))) {
      taken.add(pascal(name))
      found.set(text, { name: pascal(name), uses: 1 })
    }
  }
  for (const place of places) for (const one of Object.values(place)) visit(one, undefined, true)
  return found
}

const looksLikeSchema = ({ type, anyOf, $ref }: Item) =>
  $ref === undefined && (type !== undefined || Array.isArray(anyOf))

const textOf = ({ description, title, ...schema }: Item): string => JSON.stringify(schema)

const pascal = (name: string): string => name.replaceAll(/(?:^|[-.])(\w)/g, (_, letter: string) => letter.toUpperCase())
