export const digits = '〇一二三四五六七八九'
const units = new Map([...'十百千'].map((unit, index) => [unit, 10 ** (index + 1)]))

export const figures = `零${digits}`
export const scales = '十百千两兩廿卅'
const allNumerals = new Set(figures + scales)
export const isNumeral = (character: string | undefined) => character !== undefined && allNumerals.has(character)

const figure = /^\d+(?:st|nd|rd|th)?$/
/** Whether a folded word is a number or an ordinal. */
export const isFigure = (word: string) => figure.test(word)

/** An ordinal, or a year, in Chinese numerals; of other words these may be a part (一帶一路, 三亞). */
export const numerals = new RegExp(`(?<=第)[${figures}${scales}]+|[${figures}]{4}(?=年)`, 'g')

/** The value of a number in Chinese, below ten thousand as ordinals are, or in figures one by one (二〇二四). */
export function chineseNumber(text: string): number {
  const spelled = text.replace('廿', '二十').replace('卅', '三十')
  const characters = [...spelled].map((character) =>
    character === '零' ? '〇' : character === '兩' || character === '两' ? '二' : character,
  )
  if (!characters.some((character) => units.has(character)))
    return Number(characters.map((character) => digits.indexOf(character)).join(''))
  let [total, figure] = [0, 0]
  for (const character of characters) {
    const unit = units.get(character)
    if (unit === undefined) figure = digits.indexOf(character)
    else {
      total += (figure || 1) * unit
      figure = 0
    }
  }
  return total + figure
}
