export interface ChoiceOf {
  name: string
  label: string
  options: [value: string, label: string][]
  chosen: string
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
