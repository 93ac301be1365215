import { type Texts, texts } from '../language/texts.ts'
import type { Violation } from './problems.ts'
import { faultIn, trimmed } from './text-gate.ts'
import { pointerOf } from './validation.ts'

const deepest = 32
export const mostViolations = 100

/** The value of a JSON text; undefined where it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Trims every text within a JSON value, and finds those that cannot be kept and what is nested too deep. */
export function passTexts(input: unknown): { value: unknown; violations: Violation[] } {
  const violations: Violation[] = []
  const path: string[] = []
  const report = (detail: Texts | undefined) => {
    if (detail && violations.length < mostViolations) violations.push({ pointer: pointerOf(path), detail })
  }
  const pass = (value: unknown): unknown => {
    if (typeof value === 'string') return passText(value)
    if (typeof value === 'object' && value !== null) passParts(value as Record<string, unknown>)
    return value
  }
  const passText = (text: string): string => {
    report(faultIn(text))
    return trimmed(text)
  }
  // Parts are replaced where they stand: the value was made from text a moment ago and nobody else has it.
  const passParts = (whole: Record<string, unknown>): void => {
    if (path.length >= deepest) report(tooDeep)
    for (const key of path.length < deepest ? Object.keys(whole) : []) {
      path.push(key)
      report(faultIn(key))
      whole[key] = pass(whole[key])
      path.pop()
    }
  }
  return { value: pass(input), violations }
}

const tooDeep = texts(
  `This is nested more than ${deepest} levels deep.`,
  `此處的巢狀結構超過 ${deepest} 層。`,
  `此处的嵌套结构超过 ${deepest} 层。`,
)
