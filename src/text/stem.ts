import { stemmer } from 'stemmer'
import { inFigures } from './ordinals.ts'

/** Spellings of one word. Official papers write `co-operation`, `organisation`, `programme`, `labour` and `centre`. */
const spellings: [RegExp, string][] = [
  [/^programme(?=s?$)/, 'program'],
  [/is(?=(?:ations?|e[drs]?|ers|ing)$)/, 'iz'],
  [/(?<=..)our(?=(?:s|ed|ing|able|hoods?)?$)/, 'or'],
  [/tre(?=s?$)/, 'ter'],
  [/^judgement/, 'judgment'],
  [/^macao/, 'macau'],
  [/^memoranda$/, 'memorandum'],
]

/** Three letters of which the last is an s, such as IVS and BUS: hardly any is more than one of something. */
const shortWord = /^[a-z]{2}s$/

/**
 * The common stem of the forms of an English word (Porter's rules), or an ordinal in figures. Any other word stays as
 * it is.
 */
export function stem(word: string): string {
  const bare = word.replace(/'s$/, '').replace(/['-]/g, '')
  if (!/^[a-z]+$/.test(bare) || shortWord.test(bare)) return bare
  return inFigures(stemmer(spellings.reduce((text, [from, to]) => text.replace(from, to), bare)))
}
