import { z } from 'zod'
import { unwrap } from '../json/schema-steps.ts'
import { languages, type Texts, texts } from '../language/texts.ts'
import { isLocalizedText, isPartialDate } from './fields.ts'
import { headingOf, languageNames } from './headings.ts'
import type { Noun } from './noun.ts'

export type Cell = string | number | boolean | { day: string } | null

/** One column of a noun's table. */
export interface Column {
  /** The field, with the language where it has several: `title.zh-Hant`. */
  name: string
  heading: Texts
  cell: (document: Record<string, unknown>) => Cell
  /** Whether its cells hold whole sentences: texts, and lists of things that are told in parts. */
  isWide: boolean
}

/** The table of a noun, read off its schema: a column a field, and one a language for texts. */
export function columnsOf(noun: Noun, fields?: string[]): Column[] {
  return Object.entries(noun.stored.shape)
    .filter(([field]) => !fields || fields.includes(field))
    .flatMap(([field, schema]) =>
      isLocalizedText(unwrap(schema))
        ? textColumns(noun, field)
        : [
            {
              name: field,
              heading: headingOf(noun.headings, field),
              cell: cellOf(field, schema),
              isWide: isListOfObjects(schema),
            },
          ],
    )
}

function textColumns(noun: Noun, field: string): Column[] {
  const heading = headingOf(noun.headings, field)
  return languages.map((language) => {
    const name = languageNames[language]
    return {
      name: `${field}.${language}`,
      heading: texts(
        `${heading.en} (${name.en})`,
        `${heading['zh-Hant']}（${name['zh-Hant']}）`,
        `${heading['zh-Hans']}（${name['zh-Hans']}）`,
      ),
      cell: (document) => (document[field] as Partial<Record<string, string>> | undefined)?.[language] ?? null,
      isWide: true,
    }
  })
}

function isListOfObjects(schema: z.core.$ZodType): boolean {
  const list = unwrap(schema)
  return list instanceof z.ZodArray && unwrap(list.element) instanceof z.ZodObject
}

function cellOf(field: string, schema: z.core.$ZodType): Column['cell'] {
  const isDate = isPartialDate(unwrap(schema))
  return (document) => {
    const value = document[field]
    if (isDate && typeof value === 'string' && value.length === 10) return { day: value }
    return toCell(value)
  }
}

function toCell(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(inWords).join('; ')
  return inWords(value)
}

/** A value inside a list: the parts of an object one after the other, its names where they say something. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ')
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const parts = Object.entries(value).filter(([, part]) => part !== undefined && part !== null)
  return parts.map(([name, part]) => `${name}=${inWords(part)}`).join(' ')
}
