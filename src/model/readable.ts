import { type Language, languageFor, type Texts } from '../language/texts.ts'
import type { LocalizedText } from './fields.ts'
import { dayOf } from './hong-kong.ts'

// Picks the text for a reader of one language among several.

interface Reading {
  language: Language
}

/** A text as plain words, for titles and attributes. */
export function plain(reader: Reading, text: LocalizedText | Texts | undefined, otherwise: string): string {
  const language = languageFor(reader.language, text)
  return (language && text?.[language]) ?? otherwise
}

const long = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })
const months = Array.from({ length: 12 }, (_, month) => long.format(Date.UTC(2000, month)))

/** A date with the parts that are known, or the day of an instant. */
export function dateIn({ language }: Reading, date: string): string {
  const [year = '', month, day] = (date.includes('T') ? dayOf(date) : date).split('-')
  if (language !== 'en') return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`
  const name = month && months[Number(month) - 1]
  return [day && Number(day), name, year].filter(Boolean).join(' ')
}
