import { digits } from './numerals.ts'

// The number of a part, behind what the part is: Supplement 4, Supplement IV, 補充協議四.

const romans = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ')
const spellings = romans.map((roman, at) => [`${at + 1}`, roman, chineseOf(at + 1)])
const numbers = spellings.flat().toSorted((one, other) => other.length - one.length)
const inChinese: Readonly<Record<string, string>> = { supplement: '補充協議', phase: '階段', annex: '附件' }
const english = Object.keys(inChinese).join('|')
const chinese = '補充協議|补充协议|附件'
const figure = new RegExp(`(\\b(?:${english}) |(?:${chinese}) ?)(\\d{1,2})(?!\\d)`, 'giu')
const numbered = new RegExp(`^(${english}|${chinese}) (${numbers.join('|')})$`, 'iu')

function chineseOf(number: number): string {
  return `${number < 10 ? '' : '十'}${number % 10 === 0 ? '' : (digits[number % 10] ?? '')}`
}

/** The other spellings of the number in a text that is a part and its number: of `Supplement 4`, `IV` and 補充協議四. */
export function otherNumbers(text: string): string[] {
  const [, part = '', number = ''] = numbered.exec(text) ?? []
  const all = spellings.find((some) => some.includes(number.toLowerCase())) ?? []
  const before = inChinese[part.toLowerCase()] ?? part
  const others = all.filter((one) => one !== number.toLowerCase())
  return others.map((one) => (/^\w/.test(one) ? one : `${before}${one}`))
}

/** The same text with the numbers of parts as titles have them: in Roman numerals or in Chinese. */
export function withTitleNumbers(text: string): string {
  return text.replace(figure, (all, part: string, number: string) => {
    const [, roman, chinese] = spellings[Number(number) - 1] ?? []
    if (!roman) return all
    return /^\w/.test(part) ? `${part}${roman}` : `${part.trim()}${chinese}`
  })
}
