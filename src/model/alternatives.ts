import { z } from 'zod'
import { jsonPointer, stepsOf, valueAt } from '../json/json-pointer.ts'
import { schemaAt } from '../json/schema-steps.ts'
import { message } from '../language/messages.ts'
import { type Texts, texts } from '../language/texts.ts'
import { required, wordsOf } from '../problems/issue-words.ts'

/** The values that other sources give for fields of a record; a noun says what its citations are. */
export function alternativesCitedBy<Citation extends z.ZodType>(citation: Citation) {
  const alternative = z
    .strictObject({
      pointer: jsonPointer('/date').describe(
        'JSON Pointer to the field of this record for which another source gives another value.',
      ),
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
  return z
    .array(alternative)
    .min(1)
    .max(50)
    .optional()
    .describe('Where sources differ: the other values. A record with alternatives is contested.')
}

export type Alternative = NonNullable<z.infer<ReturnType<typeof alternativesCitedBy>>>[number]

type Context = z.core.$RefinementCtx

/** Checks that each alternative names a field of the record and gives a value that the field could hold. */
export function checkAlternatives(shape: z.core.$ZodShape) {
  const whole = z.object(shape)
  return (document: { alternatives?: Alternative[] | undefined }, context: Context): void => {
    for (const [index, alternative] of (document.alternatives ?? []).entries()) {
      const at = (field: string) => ['alternatives', index, field]
      const steps = stepsOf(alternative.pointer)
      const field = schemaAt(whole, steps)
      if (!field || !isEditable(steps) || valueAt(document, steps) === undefined) {
        context.addIssue({
          code: 'custom',
          path: at('pointer'),
          message: message(
            'This names nothing that stands in this record.',
            '此記錄沒有所指的內容。',
            '此记录没有所指的内容。',
          ),
        })
        continue
      }
      const [problem] = problemsOf(field, alternative.value)
      if (problem)
        context.addIssue({
          code: 'custom',
          path: [...at('value'), ...problem.path],
          params: { texts: couldNotHold(alternative.pointer, wordsOf(problem)) },
        })
    }
  }
}

const couldNotHold = (pointer: string, why: Texts) =>
  texts(
    `The field ${pointer} could not hold this value. ${why.en}`,
    `欄位 ${pointer} 不可為此值。${why['zh-Hant']}`,
    `字段 ${pointer} 不可为此值。${why['zh-Hans']}`,
  )

// The id is given once, and citations and alternatives are no facts that a source could contest.
function isEditable([first]: string[]): boolean {
  return !['id', 'formerIds', 'citations', 'alternatives'].includes(first ?? '')
}

function problemsOf(field: z.core.$ZodType, value: unknown): z.core.$ZodIssue[] {
  if (value === undefined)
    return [{ code: 'custom', path: [], message: 'a value is required', input: value, params: { texts: required } }]
  return z.core.safeParse(field, value).error?.issues ?? []
}
