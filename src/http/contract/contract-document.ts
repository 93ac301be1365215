// The printed contract, as far as its cleaning looks at it.

export type Item = Record<string, unknown>
type Answer = Item & { description?: string; headers?: Item }
export type Operation = Item & {
  parameters?: Item[]
  requestBody?: { content?: Record<string, Item> }
  responses?: Record<string, Answer>
}
export const kinds = ['schemas', 'parameters', 'responses', 'headers'] as const
export type Components = Record<(typeof kinds)[number], Item>
export type Document = { paths?: Record<string, Record<string, Operation>>; components?: Partial<Components> }
export type WorkingDocument = { paths: Record<string, Record<string, Operation>>; components: Components }

/** Whether a value holds others: an object or an array. */
export const isNode = (value: unknown): value is Item => typeof value === 'object' && value !== null

export const isItem = (value: unknown): value is Item => isNode(value) && !Array.isArray(value)

export const componentReference = (kind: keyof Components, name: string) => ({ $ref: `#/components/${kind}/${name}` })

export const operationsIn = (paths: WorkingDocument['paths']) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).map((operation) => [path, operation] as const),
  )

export const answersIn = (paths: WorkingDocument['paths']) =>
  operationsIn(paths).flatMap(([path, operation]) =>
    Object.entries(operation.responses ?? {}).map(([status, answer]) => [path, status, answer, operation] as const),
  )
