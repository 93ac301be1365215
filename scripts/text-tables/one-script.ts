import { Converter } from 'opencc-js/t2cn'
import { characterOf, readLines } from './unicode-files.ts'

// Characters that only one of the two scripts of Chinese has. One that a list of everyday characters of the other script
// has, too, such as 后 and 乾, is a word there and tells nothing.

/** GB 2312 lists 後 as a rare word of its own; print has it in Traditional texts alone. */
const added = ['後']
/** Hong Kong writes 厦村, a place, so. */
const alsoInHongKong = ['厦']

const toSimplified = Converter({ from: 'hk', to: 'cn' })
const sources = readLines('Unihan_IRGSources')
const readings = readLines('Unihan_DictionaryLikeData')

const listed = (field: string, prefix: string) =>
  sources.filter((line) => line[field]?.startsWith(prefix)).map(({ codepoint = '' }) => characterOf(codepoint))

const ofMainland = new Set(listed('kIRG_GSource', 'G0-'))
const ofHongKong = readings.filter(({ kHKGlyph }) => kHKGlyph).map(({ codepoint = '' }) => characterOf(codepoint))
const ofTaiwan = listed('kIRG_TSource', 'T1-')
const traditional = new Set([...ofHongKong, ...ofTaiwan, ...alsoInHongKong])

/** Characters that the Mainland replaces by a simplified form, in each form that print has. */
export function traditionalOnly(): string[] {
  const all = sources.map(({ codepoint = '' }) => characterOf(codepoint))
  return [...added, ...all.filter((one) => !ofMainland.has(one) && ofMainland.has(toSimplified(one)))]
}

/** Simplified forms of the characters in Hong Kong's and Taiwan's lists that are in neither list themselves. */
export function simplifiedOnly(): string[] {
  const written = new Set([...traditional].map((one) => toSimplified(one)))
  return [...written].filter((one) => ofMainland.has(one) && !traditional.has(one))
}
