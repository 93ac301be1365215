import { z } from 'zod'
import { languageOfTag } from '../language/language-tags.ts'
import { nearest } from './nearest.ts'

// Guesses which value a client meant by one that is not allowed.

const labels = z.registry<{ labels: Readonly<Record<string, readonly string[]>> }>()

/** Makes the values of an enumeration known by what people call them. */
export function labelValues(schema: z.core.$ZodType, words: Readonly<Record<string, readonly string[]>>): void {
  labels.add(schema, { labels: words })
}

/** The value of an enumeration that a text names: by a word for it, by its initials, by a kindred language tag, or by being near. */
export function adviseValue(given: string, values: string[], schema: z.core.$ZodType | undefined): string | undefined {
  const wanted = comparable(given)
  const words = (schema && labels.get(schema)?.labels) ?? {}
  const byLabel = values.find((value) => [value, ...(words[value] ?? [])].some((word) => comparable(word) === wanted))
  const byInitials = values.find((value) => value.includes('-') && initialsOf(value) === wanted)
  const tagged = values.includes('zh-Hant') ? languageOfTag(given.toLowerCase()) : undefined
  return byLabel ?? byInitials ?? (tagged && values.includes(tagged) ? tagged : undefined) ?? nearest(given, values)
}

/** A text as a name is compared: without case, accents and marks. */
const comparable = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

const initialsOf = (value: string) =>
  value
    .split('-')
    .map(([first]) => first)
    .join('')

/** The form of a text that the schema takes: the day of an instant, another separator, another case. */
export function adviseForm(given: string, schema: z.core.$ZodType | undefined): string | undefined {
  if (!schema) return undefined
  const forms = [
    /^\d{4}-\d\d-\d\d(?=[T ])/.exec(given)?.[0],
    given.replaceAll(/[/.]/g, '-'),
    given.toLowerCase(),
    given
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-'),
  ]
  return forms.find((form) => form !== undefined && form !== given && z.core.safeParse(schema, form).success)
}
