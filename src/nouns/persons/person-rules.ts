import type { RecordDocument } from '../../model/record-document.ts'
import { generalRules } from '../checks/general-rules.ts'
import { looksLikeAnother } from '../checks/likeness-rule.ts'
import type { Person } from './person-schema.ts'

function namesOf(document: RecordDocument): string[] {
  const { name, otherNames = [] } = document as unknown as Person
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
const likeness = looksLikeAnother({
  names: (document) => namesOf(document).flatMap(turned),
  isLike(one, other) {
    const [a, b] = [one, other] as unknown as Person[]
    const script = scripts.find((script) => a?.name[script] && b?.name[script])
    return !script || a?.name[script] === b?.name[script]
  },
})

export const personRules = [...generalRules, likeness]
