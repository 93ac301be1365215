import { characterOf, type Line, readLines } from './unicode-files.ts'

/**
 * Radical and further strokes of every unified ideograph, in the order of code points: `4e00` begins a run of
 * neighbours at a code point, `r85` is a radical, and a number is of strokes, with how many characters in a row have
 * them. Characters with a simplified radical come after those with the radical itself.
 */
export function radicalStrokes(): string[] {
  const words: string[] = []
  let [next, radical] = [-1, '']
  for (const { code, radical: own, strokes, count } of runs(readLines('Unihan_IRGSources'))) {
    if (code !== next) words.push(`@${code.toString(16)}`)
    if (own !== radical) words.push(`r${own}`)
    words.push(count === 1 ? `${strokes}` : `${strokes}*${count}`)
    next = code + count
    radical = own
  }
  return words
}

interface Run {
  code: number
  radical: string
  strokes: number
  count: number
}

function runs(lines: Line[]): Run[] {
  const found: Run[] = []
  const stated = lines.flatMap(({ codepoint = '', kRSUnicode }) =>
    kRSUnicode ? [{ code: characterOf(codepoint).codePointAt(0) ?? 0, place: kRSUnicode.split(' ')[0] ?? '' }] : [],
  )
  for (const { code, place } of stated.toSorted((a, b) => a.code - b.code)) {
    const [radical = '', rest = '0'] = place.split('.')
    // A few characters lack strokes of their radical, which the database counts as negative.
    const strokes = Math.max(0, Number(rest))
    const last = found.at(-1)
    const goesOn = last && last.code + last.count === code && last.radical === radical && last.strokes === strokes
    if (goesOn) last.count += 1
    else found.push({ code, radical, strokes, count: 1 })
  }
  return found
}
