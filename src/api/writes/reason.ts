import { texts } from '../../language/texts.ts'
import { withoutPercents } from '../../problems/escapes.ts'
import { ValidationProblem } from '../../problems/problems.ts'
import { faultIn, trimmed } from '../../problems/text-gate.ts'

export const longestReason = 500

/** The reason in `X-Reason`, which may be plain, percent-encoded, or encoded as RFC 8187 has it. */
export function decodeReason(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const [, extended] = /^utf-8'[^']*'(.*)$/i.exec(header) ?? []
  // A percent sign that encodes nothing is meant as one.
  const text = withoutPercents(extended ?? header) ?? header
  const reason = trimmed(text)
  const detail = faultIn(text) ?? (reason.length > longestReason ? tooLong : undefined)
  if (detail) throw new ValidationProblem([{ header: 'x-reason', detail }])
  return reason || undefined
}

const tooLong = texts(
  `The reason is longer than ${longestReason} characters.`,
  `理由超過 ${longestReason} 個字元。`,
  `理由超过 ${longestReason} 个字符。`,
)
