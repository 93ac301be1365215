import { chineseNumber, figures, numerals } from './numerals.ts'

const ones = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ')
const teens =
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(' ')
const tens = 'twent thirt fort fift sixt sevent eight ninet'.split(' ')
const words = new Map([
  ...[...ones, ...teens].map((word, at): [string, number] => [word, at + 1]),
  ...tens.flatMap((stem, at): [string, number][] => [
    [`${stem}ieth`, 10 * (at + 2)],
    ...ones.map((one, unit): [string, number] => [`${stem}y-${one}`, 10 * (at + 2) + unit + 1]),
  ]),
])
const joined = new Map([...words].map(([word, number]) => [word.replace('-', ''), number]))
const anywhere = new RegExp(longestFirst([...joined.keys()]), 'g')
const asWords = new RegExp(`\\b(?:${anywhere.source})\\b`, 'g')
const spelled = longestFirst([...words.keys()])
/**
 * The numbered thing, with words that may stand before it: the 20th Working Meeting, but not the 20th anniversary of
 * the Conference.
 */
const occasion =
  '(?:\\s+(?!of\\b|anniversary|amendment|supplement|signing|batch)[^\\s]+){0,8}?\\s+(?:plenary|sessions?|meetings?|conference|forum|summit|round|congress|dialogue|symposium|seminar|exhibition|fair)'
const inEnglish = new RegExp(`\\b(?:(${spelled})|(\\d{1,3})(?:st|nd|rd|th))(?=${occasion}\\b)`, 'g')

function longestFirst(words: string[]): string {
  return words.toSorted((one, other) => other.length - one.length).join('|')
}

/** An ordinal that is spelled in English, without a hyphen, as it is written in figures: ninth as 9th. Any other word as it is. */
export function inFigures(word: string): string {
  const number = joined.get(word)
  return number === undefined ? word : asFigures(number)
}

function asFigures(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1
  return `${number}${(!isTeen && ['', 'st', 'nd', 'rd'][number % 10]) || 'th'}`
}

const mayHold = /[第年]|first|second|third|[rfxnhe]th/

/** All ordinals of a name in figures, and years, so that they are one name however they are written: of its letters alone. */
export function nameInFigures(letters: string): string {
  if (!mayHold.test(letters)) return letters
  return letters.replace(numerals, (written) => `${chineseNumber(written)}`).replace(anywhere, inFigures)
}

/** The same of a text in small letters without hyphens, in English alone. */
export function wordsInFigures(text: string): string {
  return mayHold.test(text) ? text.replace(asWords, inFigures) : text
}

const inChinese = new RegExp(`第\\s*(\\d{1,3}|[${figures}十百廿卅]+)\\s*[次屆届](?!修[訂订改]|補充|补充|增)`, 'g')
const inaugural = /首[屆届]|首次(?:全體|全体|工作|聯席|联席|高層|高层|專題|专题)?(?:會議|会议)/u

/** The numbers that the name of an occasion states for it: 第二十次, 第20屆, 首屆, 20th, twentieth. */
export function ordinalsOfOccasion(text: string): number[] {
  const lower = text.toLowerCase().replace(/(?<=y) (?=[a-z]+(st|nd|rd|th)\b)/g, '-')
  const numbers = [
    ...[...lower.matchAll(inEnglish)].map(([, word = '', digits]) => (digits ? Number(digits) : words.get(word))),
    ...[...text.matchAll(inChinese)].map(([, number = '']) =>
      /\d/.test(number) ? Number(number) : chineseNumber(number),
    ),
    ...(inaugural.test(text) ? [1] : []),
  ]
  return [...new Set(numbers.filter((one) => one !== undefined && one > 0))] as number[]
}
