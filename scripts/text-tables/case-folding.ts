import { characterOf, readLines } from './unicode-files.ts'

/**
 * Full case folding beyond lower case: what is folded of characters that are their own lower case (ß, ς), and of the
 * capitals of Cherokee, of which the lower case is folded back.
 */
export function caseFolding(): string[] {
  const folding = readLines('CaseFolding')
    .filter(({ status }) => status === 'C' || status === 'F')
    .map(({ codepoint = '', mapping = '' }) => [characterOf(codepoint), mapping.split(' ').map(characterOf).join('')])
  const table = new Map(
    folding.filter(([from = '', to]) => from.toLowerCase() === from && from !== to) as [string, string][],
  )
  const fold = (text: string) => [...text.toLowerCase()].map((character) => table.get(character) ?? character).join('')
  const wrong = folding.filter(([from = '', to]) => fold(from) !== to)
  if (wrong.length > 0) throw new Error(`Lower case and the table do not fold ${wrong.join(' ')}.`)
  return [...table].filter(([from]) => from.normalize('NFKC') === from).map((pair) => pair.join(''))
}
