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
const oneOrTwo = `(?:${figure}{1,2}|${numeral}{1,3})`
const apart = (form: string) => `(?<![\\p{L}\\p{N}/])${form}(?![\\p{L}\\p{N}/])`

/**
 * The dates that are more than one word of a search. One in figures with hyphens or full stops is a word by itself; so
 * is a year, unless other Chinese stands around it.
 */
export const dateInSearch = [
  apart(`(?:${figure}{1,2}${ordinal}(?:${space}of)?${space})?${anyMonth}(?:${space}of)?,?${space}${figure}{4}`),
  apart(`${anyMonth}${space}${figure}{1,2}${ordinal},?${space}${figure}{4}`),
  apart(`(?:${figure}{1,2}/${figure}{1,2}/${figure}{4}|${figure}{4}/${figure}{1,2}/${figure}{1,2})`),
  `(?<!\\p{N})(?:${figure}{4}|[${figures}]{4})\\s?年(?:\\s?${oneOrTwo}\\s?月(?:\\s?${oneOrTwo}\\s?[日號号])?)?`,
].join('|')

const [year, month, day] = ['(?<year>(?:19|20)\\d\\d)', '(?<month>\\d{1,2})', '(?<day>\\d{1,2})']
const name = `(?<name>${anyMonth})`
const forms = [
  `${year}(?:\\s?年(?:\\s?${month}\\s?月(?:\\s?${day}\\s?[日號号])?)?)?`,
  `${year}-${month}(?:-${day})?`,
  `${year}[./]${month}[./]${day}`,
  `${day}[-./]${month}[-./]${year}`,
  `(?:${day}${ordinal}(?:\\s+of)?\\s+)?${name}(?:\\s+of)?,?\\s+${year}`,
  `${name}\\s+${day}${ordinal},?\\s+${year}`,
].map((form) => new RegExp(`^${form}$`, 'u'))
const numerals = new RegExp(`${numeral}+(?=\\s?[年月日號号])`, 'gu')

/** Whether a term is a month or a day. */
export const isDate = ({ text, quoted, field }: Term) => !quoted && !field && (dateOf(text)?.length ?? 0) > 4

/** The partial date that is all of a text: a year, a month or a day. Whether the calendar has it is not looked at. */
export function dateOf(text: string): string | undefined {
  const written = foldLetters(text).replace(numerals, (number) => `${chineseNumber(number)}`)
  for (const form of forms) {
    const { year, month, name, day } = form.exec(written)?.groups ?? {}
    if (!year) continue
    const number = name ? months.findIndex((one) => one.test(name)) + 1 : month
    return [year, ...[number, day].flatMap((part) => (part ? `${part}`.padStart(2, '0') : []))].join('-')
  }
  return undefined
}
