import { foldLetters } from './fold.ts'
import { chineseNumber, figures } from './numerals.ts'
import type { Term } from './query-terms.ts'

// Dates as people write them: 26 April 2024, Apr 2024, 2024-04-26, 26/4/2024, 2024年4月26日.

const names =
  'jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? nov(?:ember)? dec(?:ember)?'
const months = names.split(' ').map((name) => new RegExp(`^${name}\\.?$`))
const anyMonth = `(?:${names.replaceAll(' ', '|')})\\.?`
const ordinal = '(?:st|nd|rd|th)?'
const numeral = `[${figures}十]`

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

/**
 * The dates and stretches of years that are more than one word of a search. A date in figures with hyphens or full
 * stops is a word by itself; so is a year, unless other Chinese stands around it.
 */
export const dateInSearch = [
  apart(`(?:${stretch(fourFigures, twoOrFour)}|${halfStretch(fourFigures)})`),
  `(?<!\\p{N})${chineseStretch(fourFigures, twoOrFour)}(?!\\p{N})`,
  apart(`(?:${figure}{1,2}${ordinal}(?:${space}of)?${space})?${anyMonth}(?:${space}of)?,?${space}${figure}{4}`),
  apart(`${anyMonth}${space}${figure}{1,2}${ordinal},?${space}${figure}{4}`),
  apart(`(?:${figure}{1,2}/)?${figure}{1,2}/${figure}{4}`),
  apart(`${figure}{4}/${figure}{1,2}(?:/${figure}{1,2})?`),
  apart(`${figure}{4}\\.\\s${figure}{1,2}\\.\\s${figure}{1,2}\\.?`),
  `(?<!\\p{N})(?:${figure}{4}|[${figures}]{4})\\s?年(?:\\s?${oneOrTwo}\\s?月(?:\\s?${oneOrTwo}\\s?[日號号])?)?`,
].join('|')

const [year, month, day] = ['(?<year>(?:19|20)\\d\\d)', '(?<month>0?[1-9]|1[0-2])', '(?<day>\\d{1,2})']
const name = `(?<name>${anyMonth})`
const forms = [
  `${year}(?:\\s?年(?:\\s?${month}\\s?月(?:\\s?${day}\\s?[日號号])?)?)?`,
  `${year}[-./]${month}(?:[-./]${day})?`,
  `${year}\\.\\s${month}\\.\\s${day}\\.?`,
  `${year}(?<month>0[1-9]|1[0-2])(?<day>\\d\\d)`,
  `(?:${day}[-./])?${month}[-./]${year}`,
  `(?:${day}${ordinal}(?:\\s+of)?\\s+)?${name}(?:\\s+of)?,?\\s+${year}`,
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
  return date ? [date] : yearsIn(text)
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

function eachYear(from: number, to: number): string[] {
  const length = Math.min(to, lastYear) - Math.max(from, firstYear) + 1
  return Array.from({ length: Math.max(0, length) }, (_, at) => `${Math.max(from, firstYear) + at}`)
}

function dateOf(text: string): string | undefined {
  const written = foldLetters(text).replace(numerals, (number) => `${chineseNumber(number)}`)
  for (const form of forms) {
    const { year, month, name, day } = form.exec(written)?.groups ?? {}
    if (!year) continue
    const number = name ? months.findIndex((one) => one.test(name)) + 1 : month
    return [year, ...[number, day].flatMap((part) => (part ? `${part}`.padStart(2, '0') : []))].join('-')
  }
  return undefined
}
