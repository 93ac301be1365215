import { z } from 'zod'
import { message } from '../language/messages.ts'
import { citation } from './citations.ts'

const alternative = z
  .strictObject({
    pointer: z
      .string()
      .max(200)
      .regex(
        /^(\/[^/]+)+$/,
        message(
          'must be a JSON Pointer such as /date',
          '須為 JSON Pointer，例如 /date',
          '须为 JSON Pointer，例如 /date',
        ),
      )
      .describe('JSON Pointer to the field of this record for which another source gives another value.'),
    value: z.unknown().describe('What that source gives: a value that the field itself could hold.'),
    citation,
    note: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('Why the registry prefers the value that stands in the field.'),
  })
  .describe('A value that another source gives for a field of this record.')

export const alternatives = z
  .array(alternative)
  .min(1)
  .max(50)
  .optional()
  .describe('Where sources differ: the other values. A record with alternatives is contested.')
