import { z } from 'zod'
import { type Format, mediaTypes } from './negotiation.ts'
import { problemNameOf, problemTypes } from './problem-types.ts'
import { problem } from './problems.ts'

type DocumentedStatus = (typeof problemTypes)[keyof typeof problemTypes]['status']

/** The problems that an operation may answer with, for the `response` of its schema. */
export function problemResponses(...statuses: DocumentedStatus[]) {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(status)]))
}

/** The answer of an operation in each of its formats; `json` is the schema of the JSON format. */
export function inFormats(formats: readonly Format[], json: z.ZodType, description: string) {
  const content = formats.map((format) => [
    mediaTypes[format][0],
    { schema: format === 'json' ? json : schemas[format] },
  ])
  return { description, content: Object.fromEntries(content) as Record<string, { schema: z.ZodType }> }
}

const schemas: Record<Exclude<Format, 'json'>, z.ZodType> = {
  ndjson: z.string().describe('One record a line.'),
  csv: z.string().describe('A heading, then one record a line.'),
  xlsx: z.string().meta({ description: 'A spreadsheet.', format: 'binary' }),
  atom: z.string().describe('A feed with one entry for each record.'),
  jsonld: z.looseObject({}).describe('The same as linked data.'),
  bibtex: z.string().describe('One entry for each record.'),
  ris: z.string().describe('One entry for each record.'),
  'csl-json': z.array(z.looseObject({})).describe('One item for each record.'),
}

function problemResponse(status: number) {
  const name = problemNameOf(status) ?? 'internal-error'
  return {
    description: status === 400 ? 'The request is malformed or invalid.' : problemTypes[name].explanation.en,
    content: { 'application/problem+json': { schema: problem } },
  }
}
