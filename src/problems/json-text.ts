import { pointerOf } from '../json/json-pointer.ts'
import { type Texts, texts } from '../language/texts.ts'
import { inSlices } from '../slices.ts'
import { mostViolations, ValidationProblem, type Violation } from './problems.ts'
import { faultIn, trimmed } from './text-gate.ts'

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

interface Within {
  /** How many items a list may hold, or members an object: what is longer is refused before a parser makes values of it. */
  most?: number
  /** The steps to the text, where it stands within another. */
  before?: number[]
}

/**
 * The members of a JSON text that an object has twice, of which a parser would keep the last alone. A text that is no JSON
 * gives anything.
 */
export const repeatedMembers = (text: string, within: Within = {}): Promise<Repeated[]> =>
  inSlices(findRepeated(text, within))

/** How many items a list in a body may hold, or members an object: twice as many as a batch has records, which has a better word for more. */
export const mostItems = 20_000

/** How much of a text is read in one step: more than most bodies have. */
const longestStep = 100_000

function* findRepeated(
  text: string,
  { most = Number.POSITIVE_INFINITY, before = [] }: Within,
): Generator<void, Repeated[]> {
  let end = longestStep
  const repeated: Repeated[] = []
  // The objects and lists around what is read, each with the member or item that it is at.
  const around: { at: string | number; names?: Set<string> }[] = []
  let isName = false
  for (let index = 0; index < text.length; index += 1) {
    if (index >= end) {
      yield
      end = index + longestStep
    }
    const character = text[index]
    const within = around.at(-1)
    if (character === '"') {
      const end = endOfText(text, index)
      if (isName && within?.names) {
        const written = text.slice(index, end + 1)
        const name = written.includes('\\') ? parseJson(written) : written.slice(1, -1)
        // It is no JSON, and to find that out anew for each name would take long.
        if (typeof name !== 'string') return repeated
        within.at = name
        if (within.names.has(name) && repeated.length < mostViolations)
          repeated.push({ offset: index, path: [...before, ...around.map(({ at }) => at)] })
        within.names.add(name)
        isName = false
      }
      index = end
    } else if (character === '{' || character === '[') {
      if (around.length >= mostItems) throw new ValidationProblem([{ pointer: pointerOf(before), detail: tooDeep }])
      around.push(character === '{' ? { at: '', names: new Set() } : { at: 0 })
      isName = character === '{'
    } else if (character === '}' || character === ']') {
      around.pop()
      isName = false
    } else if (character === ',' && within) {
      isName = within.names !== undefined
      if (typeof within.at === 'number') within.at += 1
      const passed = within.names?.size ?? within.at
      if (Number(passed) >= most) throw tooManyAt([...before, ...around.slice(0, -1).map(({ at }) => at)])
    }
  }
  return repeated
}

/** Where the text ends that begins with the quotation mark at an offset. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (slashesBefore(text, end) % 2 === 1) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function slashesBefore(text: string, end: number): number {
  let first = end
  while (text[first - 1] === '\\') first -= 1
  return end - first
}

/** In characters: more than any text of a record may have. What is longer is refused before anything looks into it. */
const longestText = 10_000

const tooLong = texts(
  `This text has more than ${longestText} characters.`,
  `此文字超過 ${longestText} 個字元。`,
  `此文字超过 ${longestText} 个字符。`,
)

const faultOf = (text: string) => (text.length > longestText ? tooLong : faultIn(text))

export const tooManyAt = (path: (string | number)[]) =>
  new ValidationProblem([{ pointer: pointerOf(path), detail: tooMany }])

const tooMany = texts(
  `This holds more than ${mostItems} items.`,
  `此處所載超過 ${mostItems} 項。`,
  `此处所载超过 ${mostItems} 项。`,
)

export const standsTwice = texts('This member stands here twice.', '此成員在此出現兩次。', '此成员在此出现两次。')

/** Trims every text within a JSON value, and finds those that cannot be kept and what is nested too deep. */
export const passTexts = (input: unknown): Promise<{ value: unknown; violations: Violation[] }> => inSlices(pass(input))

/** How many members are passed in one step. */
const membersInStep = 32

/** Parts are replaced where they stand: the value was made from text a moment ago and nobody else has it. */
function* pass(input: unknown): Generator<void, { value: unknown; violations: Violation[] }> {
  const violations: Violation[] = []
  const whole: Record<string, unknown> = { input }
  // The objects and lists around what is passed, and how many of their members have been.
  const around = [{ part: whole, names: Object.keys(whole), passed: 0 }]
  const report = (detail: Texts | undefined) => {
    if (!detail || violations.length === mostViolations) return
    const path = around.map(({ names, passed }) => names[passed - 1] ?? '')
    violations.push({ pointer: pointerOf(path.slice(1)), detail })
  }
  let members = 0
  for (let within = around.at(-1); within; within = around.at(-1)) {
    const name = within.names[within.passed]
    if (name === undefined) {
      around.pop()
      continue
    }
    within.passed += 1
    report(faultOf(name))
    const value = within.part[name]
    if (typeof value === 'string') {
      report(faultOf(value))
      within.part[name] = trimmed(value)
    } else if (typeof value === 'object' && value !== null) {
      if (around.length > deepest) report(tooDeep)
      else around.push({ part: value as Record<string, unknown>, names: Object.keys(value), passed: 0 })
    }
    members += 1
    if (members % membersInStep === 0) yield
  }
  return { value: whole.input, violations }
}

const tooDeep = texts(
  `This is nested more than ${deepest} levels deep.`,
  `此處的巢狀結構超過 ${deepest} 層。`,
  `此处的嵌套结构超过 ${deepest} 层。`,
)
