/** As much of JSON Schema as the contract says of what a client sends. */
export interface Schema {
  $ref?: string
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: unknown
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minProperties?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  pattern?: string
  format?: string
  example?: unknown
  examples?: unknown[]
  'x-references'?: string
  'x-partial-date'?: boolean
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  example?: unknown
  schema: Schema
}

export interface Operation {
  method: string
  path: string
  operationId: string
  parameters: Parameter[]
  /** The schema of the body, by media type. */
  bodies: Record<string, Schema>
  /** The media types of a good answer. */
  answers: string[]
  needsKey: boolean
}

type Content = Record<string, { schema: Schema }>
interface Declared {
  operationId: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
  security?: object[]
}

export interface Contract {
  paths: Record<string, Record<string, Declared & { responses: Record<string, { $ref?: string; content?: Content }> }>>
  components: Record<string, Record<string, object>>
}

/** Resolves a reference within the contract. */
export function resolverOf(contract: Contract): <Item>(item: Item | { $ref: string }) => Item {
  return <Item>(item: Item | { $ref: string }) => {
    const { $ref } = item as { $ref?: string }
    if (!$ref) return item as Item
    const [, , kind = '', name = ''] = $ref.split('/')
    return contract.components[kind]?.[name] as Item
  }
}

export function operationsOf(contract: Contract): Operation[] {
  const resolve = resolverOf(contract)
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, declared]) => ({
      method,
      path,
      operationId: declared.operationId,
      parameters: (declared.parameters ?? []).map((parameter) => resolve<Parameter>(parameter)),
      bodies: Object.fromEntries(
        Object.entries(declared.requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]),
      ),
      answers: Object.keys(declared.responses['200']?.content ?? {}),
      needsKey: declared.security !== undefined,
    })),
  )
}
