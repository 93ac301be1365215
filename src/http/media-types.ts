import type { FastifyReply } from 'fastify'
import { z } from 'zod'

interface FormatFacts {
  /** The first is the one that is sent. */
  types: readonly [string, ...string[]]
  /** Set where an answer names no charset beside its type. */
  isBare?: true
  /** The ending of its files. */
  ending: string
  /** The name that people know it by, in every language. */
  name: string
  /** The contract's word on an answer in it; that of JSON is the schema of the route. */
  schema: z.ZodType
}

/** All that is known of each format; who writes it is told where it is sent. */
export const formats = {
  json: {
    types: ['application/json'],
    ending: 'json',
    name: 'JSON',
    schema: z.unknown(),
  },
  ndjson: {
    types: ['application/x-ndjson', 'application/ndjson'],
    ending: 'ndjson',
    name: 'NDJSON',
    schema: z.string().describe('One record a line.'),
  },
  csv: {
    types: ['text/csv'],
    ending: 'csv',
    name: 'CSV',
    schema: z.string().describe('A heading, then one record a line.'),
  },
  xlsx: {
    types: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    isBare: true,
    ending: 'xlsx',
    name: 'Excel',
    schema: z.string().meta({ description: 'A spreadsheet.', format: 'binary' }),
  },
  atom: {
    types: ['application/atom+xml'],
    ending: 'atom',
    name: 'Atom',
    schema: z.string().describe('A feed with one entry for each record.'),
  },
  jsonld: {
    types: ['application/ld+json'],
    isBare: true,
    ending: 'jsonld',
    name: 'JSON-LD',
    schema: z.looseObject({}).describe('The same as linked data.'),
  },
  bibtex: {
    types: ['application/x-bibtex'],
    ending: 'bib',
    name: 'BibTeX',
    schema: z.string().describe('One entry for each record.'),
  },
  ris: {
    types: ['application/x-research-info-systems'],
    ending: 'ris',
    name: 'RIS',
    schema: z.string().describe('One entry for each record.'),
  },
  'csl-json': {
    types: ['application/vnd.citationstyles.csl+json'],
    ending: 'json',
    name: 'CSL-JSON',
    schema: z.array(z.looseObject({})).describe('One item for each record.'),
  },
} satisfies Record<string, FormatFacts>

export type Format = keyof typeof formats

/** The media types by which a client may name a format. */
export const mediaTypesOf = (format: Format): readonly string[] => formats[format].types

export const mediaType = (format: Format): string => formats[format].types[0]

/** The `Content-Type` of an answer. */
export function contentType(format: Format): string {
  const { isBare }: FormatFacts = formats[format]
  return isBare ? mediaType(format) : `${mediaType(format)}; charset=utf-8`
}

/** Names the file that an answer is saved as. */
export function attachment(reply: FastifyReply, name: string, ending: string): void {
  reply.header('content-disposition', savedAs(name, ending))
}

/** The same as the value of `Content-Disposition`. */
export const savedAs = (name: string, ending: string): string => `attachment; filename="${name}.${ending}"`
