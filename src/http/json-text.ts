import { type Texts, texts } from '../language/texts.ts'
import { mostViolations, type Violation } from './problems.ts'
import { faultIn, trimmed } from './text-gate.ts'
import { pointerOf } from './validation.ts'

const deepest = 32

/** The value of a JSON text; undefined where it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A member that stands in an object a second time: where the text holds it, and the steps to it. */
interface Repeated {
  offset: number
  path: (string | number)[]
}

/** The members of a JSON text that an object has twice, of which a parser would keep the last alone. The text is known to be JSON. */
export function repeatedMembers(text: string): Repeated[] {
  const repeated: Repeated[] = []
  // The objects and lists around what is read, each with the member or item that it is at.
  const around: { at: string | number; names?: Set<string> }[] = []
  let isName = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    const within = around.at(-1)
    if (character === '"') {
      const end = endOfText(text, index)
      if (isName && within?.names) {
        const written = text.slice(index, end + 1)
        const name = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1)
        within.at = name
        if (within.names.has(name) && repeated.length < mostViolations)
          repeated.push({ offset: index, path: around.map(({ at }) => at) })
        within.names.add(name)
        isName = false
      }
      index = end
    } else if (character === '{' || character === '[') {
      around.push(character === '{' ? { at: '', names: new Set() } : { at: 0 })
      isName = character === '{'
    } else if (character === '}' || character === ']') {
      around.pop()
      isName = false
    } else if (character === ',' && within) {
      isName = within.names !== undefined
      if (typeof within.at === 'number') within.at += 1
    }
  }
  return repeated
}

/** Where the text ends that begins with the quotation mark at an offset. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (slashesBefore(text, end) % 2 === 1) end = text.indexOf('"', end + 1)
  return end
}

function slashesBefore(text: string, end: number): number {
  let first = end
  while (text[first - 1] === '\\') first -= 1
  return end - first
}

export const standsTwice = texts('This member stands here twice.', '此成員在此出現兩次。', '此成员在此出现两次。')

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
