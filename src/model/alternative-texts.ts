import { stepsOf } from '../json/json-pointer.ts'
import { type Language, languages } from '../language/texts.ts'
import type { Alternative } from './alternatives.ts'
import type { SearchText } from './search-text.ts'

/** The words of the values that other sources give, so that a search for them finds the record. */
export function alternativeTexts({ alternatives }: { [field: string]: unknown }): SearchText[] {
  return ((alternatives ?? []) as Alternative[]).flatMap(({ pointer, value }) =>
    wordsIn(value, stepsOf(pointer).at(-1) ?? ''),
  )
}

function wordsIn(value: unknown, name: string): SearchText[] {
  if (typeof value === 'string') return [{ field: 'alternatives', ...languageOf(name), text: value, weight: 'C' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, part]) => wordsIn(part, inner))
}

function languageOf(name: string): { language?: Language } {
  const language = languages.find((each) => each === name)
  return language ? { language } : {}
}
