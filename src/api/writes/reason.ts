import { ValidationProblem } from '../../http/problems.ts'

export const longestReason = 500

/** The reason in `X-Reason`, which may be plain, UTF-8, percent-encoded, or encoded as RFC 8187 has it. */
export function decodeReason(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const [, extended] = /^utf-8'[^']*'(.*)$/i.exec(header) ?? []
  // Node reads the bytes of a header as Latin-1.
  const plain = /[\u0080-\u00ff]/.test(header) ? Buffer.from(header, 'latin1').toString('utf8') : header
  const reason = (unescaped(extended ?? plain) ?? plain).trim()
  if (reason.length > longestReason || /[\p{Cc}\ufffd]/u.test(reason))
    throw new ValidationProblem([
      {
        header: 'x-reason',
        detail: `Must be at most ${longestReason} characters of UTF-8 text without control characters.`,
      },
    ])
  return reason || undefined
}

/** Percent-decodes a text; undefined where a per cent sign in it is meant as one. */
function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
