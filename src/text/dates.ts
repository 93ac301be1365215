import { foldLetters } from './fold.ts'
import { chineseNumber, figures } from './numerals.ts'
import type { Term } from './query-terms.ts'

// Dates as people write them: 26 April 2024, Apr 2024, 2024-04-26, 26/4/2024, 2024年4月26日.

const names =
  'jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? nov(?:ember)? dec(?:ember)?'
const months = names.split(' ').map((name) => new RegExp(`^${name}\\.?$`))
const anyMonth = `(?:${names.replaceAll(' ', '|')})\\.?`
const ordinal = '(?:st|nd|rd|th)?'
const numeral = `[${figures}十廿卅]`

const [figure, space] = ['[\\d０-９]', '\\s{1,3}']
const dash = '\\s?[-‐‑–—]\\s?'
const oneOrTwo = `(?:${figure}{1,2}|${numeral}{1,3})`
const letter = '[\\p{L}\\p{N}]'
const apart = (form: string) => `(?<!${letter}[-.]?|/)${form}(?!/|[-.]?${letter})`

/** Two years, of which the second may be short, in English and in Chinese. */
const stretch = (year: string, short: string) =>
  [
    `(?:from${space})?${year}(?:${dash}|${space}(?:to|until|through)${space})${short}`,
    `between${space}${year}${space}and${space}${short}`,
  ].join('|')
const chineseStretch = (year: string, short: string) => `${year}\\s?年?\\s?[至到]\\s?${short}\\s?年?`
/** Since a year, or before one. */
const halfStretch = (year: string) => `(?:since|before)${space}${year}`
const [fourFigures, twoOrFour] = [`${figure}{4}`, `${figure}{2}(?:${figure}{2})?`]
/** Marks between a month and its year: April 2024, April '24, Apr-24. */
const behindMonth = `(?:(?:${space}of)?,?${space}['’]?|[-'’])`
/** The beginning or the end of a month, which is known as the month. */
const within = '(?:\\s?(?:[上中下]旬|初(?!步)|底))?'

/** Quarters and halves of a year, by the first of their months and how many these are. */
const partsOfYear: [form: string, first: number, months: number][] = [
  ['h1|first half|1st half|上半年', 1, 6],
  ['h2|second half|2nd half|下半年', 7, 6],
  ['q1|first quarter|1st quarter|第?[一1]季度?', 1, 3],
  ['q2|second quarter|2nd quarter|第?[二2]季度?', 4, 3],
  ['q3|third quarter|3rd quarter|第?[三3]季度?', 7, 3],
  ['q4|fourth quarter|4th quarter|第?[四4]季度?', 10, 3],
]
/** A part of a year in front of the year or behind it: Q2 2024, 2024年上半年. */
const inPart = (part: string, year: string) =>
  `(?:${part})(?:${space}of)?,?${space}${year}|${year}(?:\\s?年\\s?|-|${space})(?:${part})`
const anyPart = partsOfYear.map(([form]) => form).join('|')

/**
 * The dates and stretches of years that are more than one word of a search. A date in figures with hyphens or full
 * stops is a word by itself; so is a year, unless other Chinese stands around it.
 */
export const dateInSearch = [
  apart(`(?:${stretch(fourFigures, twoOrFour)}|${halfStretch(fourFigures)})`),
  `(?<!\\p{N})${chineseStretch(fourFigures, twoOrFour)}(?!\\p{N})`,
  `(?<!\\p{N}|[a-z])(?:${inPart(anyPart, fourFigures)})(?!\\p{N}|[a-z])`,
  apart(`${anyMonth}${space}${figure}{1,2}${ordinal},?${space}${figure}{4}`),
  apart(`(?:${figure}{1,2}${ordinal}(?:${space}of)?${space})?${anyMonth}${behindMonth}${twoOrFour}`),
  apart(`(?:${figure}{1,2}/)?${figure}{1,2}/${figure}{4}`),
  apart(`${figure}{1,2}/${figure}{1,2}/${figure}{2}`),
  apart(`${figure}{4}/${figure}{1,2}(?:/${figure}{1,2})?`),
  apart(`${figure}{4}\\.\\s${figure}{1,2}\\.\\s${figure}{1,2}\\.?`),
  `(?<!\\p{N})${oneOrTwo}\\s?月,?${space}${figure}{4}(?:\\s?年|(?!\\p{N}))`,
  `(?<!\\p{N})(?:${twoOrFour}|(?:[${figures}]{2}){1,2})(?:\\s?年\\s?|(?<=${figure}{4})${space})${oneOrTwo}\\s?月(?:\\s?${oneOrTwo}\\s?[日號号]|${within})`,
  `(?<!\\p{N})(?:${figure}{4}|[${figures}]{4})\\s?年(?:[初底](?!步))?`,
].join('|')

const [year, month, day] = ['(?<year>(?:19|20)\\d\\d)', '(?<month>0?[1-9]|1[0-2])', '(?<day>\\d{1,2})']
const name = `(?<name>${anyMonth})`
const anyYear = '(?<year>(?:19|20)?\\d\\d)'
const forms = [
  `${year}(?:\\s?年[初底]?)?`,
  `${month}\\s?月,?${space}${year}(?:\\s?年)?`,
  `${anyYear}(?:\\s?年\\s?|${space})${month}\\s?月(?:\\s?${day}\\s?[日號号]|${within})`,
  `${year}[-./]${month}(?:[-./]${day})?`,
  `${year}\\.\\s${month}\\.\\s${day}\\.?`,
  `${year}(?<month>0[1-9]|1[0-2])(?<day>\\d\\d)`,
  `(?:${day}[-./])?${month}[-./]${year}`,
  `${day}/${month}/${anyYear}`,
  `(?:${day}${ordinal}(?:\\s+of)?\\s+)?${name}${behindMonth}${anyYear}`,
  `${name}\\s+${day}${ordinal},?\\s+${year}`,
].map((form) => new RegExp(`^${form}$`, 'u'))
const numerals = new RegExp(`${numeral}+(?=\\s?[年月日號号])`, 'gu')

/** The dates that a term means; see `datesIn`. */
export const datesOf = ({ text, quoted, field }: Term): string[] => (quoted || field ? [] : datesIn(text))

/**
 * The partial dates of which a text means any: a year, a month, a day, or each year of a stretch. Empty where it means
 * none. Whether the calendar has it is not looked at.
 */
export function datesIn(text: string): string[] {
  const date = dateOf(text)
  if (date) return [date]
  const months = monthsIn(text)
  return months.length > 0 ? months : yearsIn(text)
}

/** The years of the centuries that a date may be of. */
const [firstYear, lastYear] = [1900, 2099]
const ofYears = ['(\\d{4})', '(\\d{2}|\\d{4})'] as const
const stretches = [stretch(...ofYears), chineseStretch(...ofYears), '(since) (\\d{4})', '(before) (\\d{4})']
const years = new RegExp(`^(?:${stretches.join('|')})$`)

function yearsIn(text: string): string[] {
  const [, ...parts] = years.exec(foldLetters(text).replace(/\s+/g, ' ')) ?? []
  const [from = '', to = ''] = parts.filter((part) => part !== undefined)
  if (from === 'since') return eachYear(Number(to), lastYear)
  if (from === 'before') return eachYear(firstYear, Number(to) - 1)
  return eachYear(Number(from), Number(from.slice(0, -to.length) + to))
}

const wholeYear = '(?:19|20)\\d\\d'
const parts = partsOfYear.map(([form, first, months]) => ({
  form: new RegExp(`^(?:${inPart(foldLetters(form), wholeYear)})$`),
  months: Array.from({ length: months }, (_, at) => `${first + at}`.padStart(2, '0')),
}))

/** The months of a part of a year. */
function monthsIn(text: string): string[] {
  const written = foldLetters(text)
  const [year] = /\d{4}/.exec(written) ?? []
  const { months = [] } = parts.find(({ form }) => form.test(written)) ?? {}
  return months.map((month) => `${year}-${month}`)
}

function eachYear(from: number, to: number): string[] {
  const length = Math.min(to, lastYear) - Math.max(from, firstYear) + 1
  return Array.from({ length: Math.max(0, length) }, (_, at) => `${Math.max(from, firstYear) + at}`)
}

/** A year of two figures is one of this half of the century, or of the last half of the last one. */
const inFull = (year: string) => (year.length > 2 ? year : `${Number(year) < 50 ? 20 : 19}${year}`)

function dateOf(text: string): string | undefined {
  const written = foldLetters(text).replace(numerals, (number) => `${chineseNumber(number)}`.padStart(2, '0'))
  for (const form of forms) {
    const { year, month, name, day } = form.exec(written)?.groups ?? {}
    if (!year) continue
    const number = name ? months.findIndex((one) => one.test(name)) + 1 : month
    return [inFull(year), ...[number, day].flatMap((part) => (part ? `${part}`.padStart(2, '0') : []))].join('-')
  }
  return undefined
}
