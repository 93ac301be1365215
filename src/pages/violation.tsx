import type { Noun, Nouns } from '../model/noun.ts'
import type { Violation } from '../problems/problems.ts'
import { listWords } from './page-words.ts'
import { parameterName } from './parameter-names.ts'
import { type Reader, say } from './reader.ts'
import { colon } from './value.tsx'

/** The error in a value, and the value that was probably meant. */
export function Wrong({ reader, violation: { detail, suggestion } }: { reader: Reader; violation: Violation }) {
  return (
    <>
      {say(reader, detail)}
      {suggestion && asked(reader, suggestion)}
    </>
  )
}

function asked(reader: Reader, suggestion: string): string {
  const meant = say(reader, listWords.meant)
  return reader.language === 'en' ? ` ${meant} ${suggestion}?` : `${meant} ${suggestion}？`
}

interface WrongsOf {
  reader: Reader
  violations: Violation[]
}

/** All errors in an address, above its form; empty if there are none. */
export function Wrongs({ reader, nouns, noun, violations }: WrongsOf & { nouns: Nouns; noun?: Noun }) {
  if (violations.length === 0) return null
  return (
    <div class="problem" role="alert">
      <strong>{say(reader, listWords.wrong)}</strong>
      <ul>
        {violations.map((violation) => (
          <li key={`${violation.parameter}${violation.detail.en}`}>
            {`${parameterName(reader, nouns, noun, violation.parameter ?? '')}${colon(reader)}`}
            <Wrong reader={reader} violation={violation} />
          </li>
        ))}
      </ul>
    </div>
  )
}

export const wrongIn = (violations: Violation[], parameter: string) =>
  violations.filter((violation) => violation.parameter === parameter)

/** The errors of a field, beside it. */
export function WrongBeside({ reader, violations, parameter }: WrongsOf & { parameter: string }) {
  const wrong = wrongIn(violations, parameter)
  if (wrong.length === 0) return null
  return (
    <p class="problem" id={wrongId(parameter)}>
      {wrong.map((violation) => (
        <Wrong key={violation.detail.en} reader={reader} violation={violation} />
      ))}
    </p>
  )
}

/** The attributes of a field that is described by a hint and by what is wrong with it, where there are such. */
export function describedBy(violations: Violation[], parameter: string, hint?: string) {
  const isWrong = wrongIn(violations, parameter).length > 0
  const ids = [hint, isWrong && wrongId(parameter)].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': isWrong ? ('true' as const) : undefined }
}

const wrongId = (parameter: string) => `wrong-${parameter}`
