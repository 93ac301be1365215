import { generalRules } from '../checks/general-rules.ts'
import { looksLikeAnother } from '../checks/likeness-rule.ts'
import type { Person } from './person-schema.ts'

function namesOf({ name, otherNames = [] }: Person): string[] {
  return [name, ...otherNames.map((one) => one.name)]
    .flatMap((one) => Object.values(one))
    .filter((text) => text !== undefined)
}

/** An English name with the family name first or last, and without the given name in Chinese. */
function turned(name: string): string[] {
  const words = name
    .replace(/[,.]|\b(?:Mr|Ms|Mrs|Dr|Prof|Professor)\b/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
  if (words.length < 2 || !/^[A-Za-z]/.test(name)) return [name]
  const [first = '', second = '', ...others] = words
  return [
    name,
    words.join(' '),
    [words.at(-1), ...words.slice(0, -1)].join(' '),
    [second, ...others, first].join(' '),
    ...(others.length > 0 ? [`${first} ${second}`, `${first} ${words.at(-1)}`] : []),
  ]
}

const scripts = ['zh-Hant', 'zh-Hans'] as const

/** People of one name in letters have each their own in Chinese, where both are known. */
const likeness = looksLikeAnother<Person>({
  names: (document) => namesOf(document).flatMap(turned),
  isLike({ name }, other) {
    const script = scripts.find((script) => name[script] && other.name[script])
    return !script || name[script] === other.name[script]
  },
})

export const personRules = [...generalRules, likeness]
