import { z } from 'zod'
import { required, wordsOf } from '../http/issue-words.ts'
import { schemaAt } from '../http/schema-steps.ts'
import { message } from '../language/messages.ts'
import { type Texts, texts } from '../language/texts.ts'

/** A value that another source gives for the field that the pointer names. */
export interface Alternative {
  pointer: string
  value?: unknown
}

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
            'Names nothing that stands in this record.',
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
    `Is not a value that ${pointer} could hold: ${why.en}`,
    `${pointer} 不可為此值：${why['zh-Hant']}`,
    `${pointer} 不可为此值：${why['zh-Hans']}`,
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

/** The steps of a JSON Pointer, RFC 6901. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function valueAt(document: unknown, steps: string[]): unknown {
  return steps.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<string, unknown>)[step]
        : undefined,
    document,
  )
}
