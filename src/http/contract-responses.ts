import { problemNameOf, problemTypes } from './problem-types.ts'
import { problem } from './problems.ts'

type DocumentedStatus = (typeof problemTypes)[keyof typeof problemTypes]['status']

/** The problems that an operation may answer with, for the `response` of its schema. */
export function problemResponses(...statuses: DocumentedStatus[]) {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(status)]))
}

function problemResponse(status: number) {
  const name = problemNameOf(status) ?? 'internal-error'
  return {
    description: status === 400 ? 'The request is malformed or invalid.' : problemTypes[name].explanation.en,
    content: { 'application/problem+json': { schema: problem } },
  }
}
