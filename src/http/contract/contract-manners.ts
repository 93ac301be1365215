import { isOfApi } from '../api-address.ts'
import { type Item, isItem, operationsIn, type WorkingDocument } from './contract-document.ts'
import { problemResponses } from './contract-responses.ts'

// The answers that the service gives for every operation.

const led = { description: 'It has its right address elsewhere: another id, or another spelling.' }
const unchanged = { description: 'Nothing changed since the representation that the client has.' }

/** Declares the answers that come of what a request is, and not of its operation. */
export function declareManners({ paths }: WorkingDocument): void {
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const responses = operation.responses ?? {}
      const problem = firstProblem(operationsIn({ [path]: methods }))
      const declare = (status: number, answer: Item | undefined) => {
        if (answer) responses[status] ??= answer
      }
      for (const parameter of operation.parameters ?? []) markDeprecated(parameter)
      if (method === 'get') declare(308, led)
      if (method === 'get' && hasTag(path)) declare(304, unchanged)
      const refused = [
        408,
        417,
        431,
        ...(method === 'get' ? [] : [413, 415]),
        ...(takes(operation.parameters, 'asOf') ? [410] : []),
      ]
      for (const status of refused) declare(status, problem && problemAs(problem, status))
      operation.responses = responses
    }
}

// The mark stands at the parameter, where tools look for it, and not at its schema.
function markDeprecated(parameter: Item): void {
  if (!isItem(parameter.schema) || !parameter.schema.deprecated) return
  delete parameter.schema.deprecated
  parameter.deprecated = true
}

/** Streams, feeds and what tells of keys are new each time. */
const hasTag = (path: string) => isOfApi(path) && !/^\/v1\/(changes|snapshot|manifest|keys)(\/|$)/.test(path)

const takes = (parameters: Item[] = [], name: string) => parameters.some((parameter) => parameter.name === name)

/** The schema of problems as it is printed already. */
function firstProblem(operations: ReturnType<typeof operationsIn>): Item | undefined {
  for (const [, { responses = {} }] of operations)
    for (const { content } of Object.values(responses)) {
      const printed = isItem(content) ? content['application/problem+json'] : undefined
      if (isItem(printed)) return printed
    }
  return undefined
}

function problemAs(printed: Item, status: number): Item {
  const [made] = Object.values(problemResponses(status as Parameters<typeof problemResponses>[number]))
  return { description: made?.description, content: { 'application/problem+json': printed } }
}
