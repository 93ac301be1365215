import type { Violation } from '../../problems/problems.ts'
import type { Given, Reader } from '../reader.ts'
import { describedBy, WrongBeside, wrongIn } from '../violation.tsx'

interface ChoicesOf {
  reader: Reader
  action: string
  fields: ChoiceOf[]
  /** Parameters of the address that the form keeps as they are. */
  kept?: Given
  violations: Violation[]
  submit: string
}

interface ChoiceOf {
  name: string
  label: string
  options: [value: string, label: string][]
  chosen: string | undefined
}

/** A form in which some fields have one of several values. */
export function ChoicesForm({ reader, action, fields, kept = {}, violations, submit }: ChoicesOf) {
  // A wrong parameter that has no field here would be wrong again, so it is dropped.
  const stillKept = Object.entries(kept).filter(([name]) => wrongIn(violations, name).length === 0)
  return (
    <form method="get" action={action} class="seek">
      {fields.map(({ name, label, options, chosen }) => (
        <div key={name}>
          <label for={name}>{label}</label>
          <select id={name} name={name} {...describedBy(violations, name)}>
            {options.map(([value, words]) => (
              <option key={value} value={value} selected={value === chosen}>
                {words}
              </option>
            ))}
          </select>
          <WrongBeside reader={reader} violations={violations} parameter={name} />
        </div>
      ))}
      {stillKept.flatMap(([name, values]) =>
        values.map((value) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />),
      )}
      <button type="submit">{submit}</button>
    </form>
  )
}
