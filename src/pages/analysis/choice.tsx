import type { Given } from '../reader.ts'

export interface ChoiceOf {
  name: string
  label: string
  options: [value: string, label: string][]
  chosen: string
}

/** The filters that a form keeps as they are. */
export function Kept({ filters }: { filters: Given }) {
  return (
    <>
      {Object.entries(filters).flatMap(([name, values]) =>
        values.map((value) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />),
      )}
    </>
  )
}

/** A field of a form in which one of several values is chosen. */
export function Choice({ name, label, options, chosen }: ChoiceOf) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
