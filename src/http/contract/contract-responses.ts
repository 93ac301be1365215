import type { z } from 'zod'
import { problemNameOf, problemTypes } from '../../problems/problem-types.ts'
import { problem } from '../../problems/problems.ts'
import { type Format, formats, mediaType } from '../media-types.ts'

type DocumentedStatus = (typeof problemTypes)[keyof typeof problemTypes]['status']

/** The problems that an operation may answer with, for the `response` of its schema. */
export function problemResponses(...statuses: DocumentedStatus[]) {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(status)]))
}

/** The answer of an operation in each of its formats; `json` is the schema of the JSON format. */
export function inFormats(names: readonly Format[], json: z.ZodType, description: string) {
  const content = names.map((name) => [mediaType(name), { schema: name === 'json' ? json : formats[name].schema }])
  return { description, content: Object.fromEntries(content) as Record<string, { schema: z.ZodType }> }
}

function problemResponse(status: number) {
  const name = problemNameOf(status) ?? 'internal-error'
  return {
    description: status === 400 ? 'The request is malformed or invalid.' : problemTypes[name].explanation.en,
    content: { 'application/problem+json': { schema: problem } },
  }
}
