import { z } from 'zod'
import { message } from '../language/messages.ts'
import { languages } from '../language/texts.ts'
import { isDay } from './instant-bounds.ts'
import { classing, ownWork } from './support.ts'

export const language = z.enum(languages).describe('BCP 47 language tag with script.')

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

export const slug = z
  .string()
  .max(100)
  .regex(
    slugPattern,
    message(
      'must be a slug: lower-case letters and digits in groups joined by single hyphens',
      '須為 slug：小寫字母及數字，各組以單一連字號相連',
      '须为 slug：小写字母及数字，各组以单个连字符相连',
    ),
  )

/**
 * An id as a filter takes it. Any text passes here; the later check that it names a record refuses the others and
 * suggests another id.
 */
export const idInFilter = z.string().max(100).meta({ pattern: slugPattern.source })

/** Values with which a field says that nothing is known. */
export const wordsForUnknown = ['unknown', 'unspecified']

export const id = ownWork(slug.describe('Readable identifier: given once, never reused, never renumbered.'))

export const shortText = z.string().min(1).max(500)
const longText = z.string().min(1).max(4000)
/** An address may hold Chinese as it stands, so it is an IRI (RFC 3987). */
export const httpUrl = z
  .url({ protocol: /^https?$/, hostname: /.+/ })
  .max(2000)
  .meta({ format: 'iri' })
export const sha256Hex = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    message('must be 64 lower-case hexadecimal digits', '須為 64 個小寫十六進位數字', '须为 64 个小写十六进制数字'),
  )

function perLanguage<T extends z.ZodType>(value: T) {
  return { en: value.optional(), 'zh-Hant': value.optional(), 'zh-Hans': value.optional() }
}

// Kept apart from what is printed: clients see a text like any other.
const localized = z.registry<{ localized: true }>()

export const localizedText = z
  .strictObject(perLanguage(longText))
  .refine(
    (text) => Object.keys(text).length > 0,
    message(
      'needs at least one of en, zh-Hant, zh-Hans',
      'en、zh-Hant、zh-Hans 最少須有其一',
      'en、zh-Hant、zh-Hans 最少须有其一',
    ),
  )
  .meta({
    title: 'LocalizedText',
    description: 'The same text in up to three languages; at least one stands.',
    minProperties: 1,
  })
  .register(localized, { localized: true })
export type LocalizedText = z.infer<typeof localizedText>

/** Whether a schema is `localizedText`, be it with a description of its own. */
export function isLocalizedText(schema: z.core.$ZodType): boolean {
  return localized.get(schema) !== undefined
}

const origin = z.enum(['official', 'reported', 'translated', 'converted'])

export const origins = ownWork(
  z
    .strictObject(perLanguage(origin))
    .describe(
      'Where the words of each language come from: `official`, `reported` (the paraphrase of a source), `translated` (by this registry) or `converted` (script conversion by this registry).',
    ),
)

export const partialDate = z
  .string()
  .regex(
    /^\d{4}(-\d\d(-\d\d)?)?$/,
    message(
      'must be YYYY, YYYY-MM or YYYY-MM-DD',
      '須為 YYYY、YYYY-MM 或 YYYY-MM-DD',
      '须为 YYYY、YYYY-MM 或 YYYY-MM-DD',
    ),
  )
  .refine(
    (text) => isDay(`${text}-01-01`.slice(0, 10)),
    message(
      'names a month or a day that is not in the calendar',
      '日曆上沒有這個月或這一天',
      '日历上没有这个月或这一天',
    ),
  )
  .refine(
    (text) => Number(text.slice(0, 4)) >= 1900,
    message('must not lie before 1900', '不得早於 1900 年', '不得早于 1900 年'),
  )
  .meta({
    pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$',
    description: '`YYYY`, `YYYY-MM` or `YYYY-MM-DD`: exactly the precision that the source gives, never padded.',
    'x-partial-date': true,
  })

export function isPartialDate(schema: z.core.$ZodType): boolean {
  return z.globalRegistry.get(schema)?.['x-partial-date'] === true
}

export const day = z.iso.date()

/** How many there are of something. */
export const count = z.int().min(0).max(1e9)

const name = { name: localizedText, origins: origins.optional() }

export const formerNames = z
  .array(z.strictObject({ ...name, until: partialDate.describe('When the name was given up.') }))
  .min(1)
  .max(20)
  .optional()
  .describe('Names that were given up, with when. Every other form of the name stands in `otherNames`.')

const nameKinds = ['short', 'alternative', 'as-stated'] as const

export const otherNames = z
  .array(
    z.strictObject({
      ...name,
      kind: z
        .enum(nameKinds)
        .describe(
          '`short`: an abbreviation or short form; `alternative`: another name in use; `as-stated`: the form that one source uses.',
        ),
    }),
  )
  .min(1)
  .max(50)
  .optional()
  .describe('Every other form of the name; none of them says that something was renamed.')

export const identifier = z.strictObject({
  scheme: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{0,49}$/i,
      message(
        'must be a short scheme name such as iso-3166-2',
        '須為簡短的編碼體系名稱，例如 iso-3166-2',
        '须为简短的编码体系名称，例如 iso-3166-2',
      ),
    ),
  value: z.string().min(1).max(200),
})

/** The fields that open and close every record as clients write it. */
export const commonFields = {
  id,
  formerIds: ownWork(
    z
      .array(slug)
      .min(1)
      .max(50)
      .optional()
      .describe('Ids under which this record was known before; a read by one of them is redirected here.'),
  ),
}

export const notes = ownWork(longText.optional())

export const side = classing(
  z
    .enum(['hk', 'mainland', 'macao', 'other'])
    .describe('The side that it belongs to: Hong Kong, the Mainland, Macao, or another.'),
)
export const confidence = ownWork(
  z.enum(['high', 'medium', 'low']).describe('How sure the registry is of the record as a whole, given its sources.'),
)
