import { fold } from './fold.ts'

// Words of everyday use, and short forms, for what official papers call otherwise or write in full.

const words: [everyday: string, ...official: string[]][] = [
  ['mou', 'memorandum of understanding', '諒解備忘錄'],
  ['loi', 'letter of intent', '意向書'],
  ['coop', 'cooperation'],
  ['dept', 'department'],
  ['gov', 'government'],
  ["gov't", 'government'],
  ['govt', 'government'],
  ['intl', 'international'],
  ['univ', 'university'],
  ['hk', 'hong kong'],
  ['hksar', 'hong kong special administrative region'],
  ['特區', '特別行政區'],
  ['特區政府', '特別行政區政府'],
  ['港府', '香港特別行政區政府'],
  ['香港政府', '香港特別行政區政府'],
  ['特首', '行政長官'],
  ['hzmb', 'hong kong-zhuhai-macao bridge'],
  ['border', 'boundary'],
  ['boundary', 'border'],
  ['cross-border', 'cross-boundary'],
  ['cross-boundary', 'cross-border'],
  ['divorce', 'matrimonial'],
  ['marriage', 'matrimonial'],
  ['離婚', '婚姻'],
  ['結婚', '婚姻'],
  ['milk', 'dairy'],
  ['牛奶', '乳品'],
  ['狗', '犬'],
  ['長者', '養老'],
  ['學歷', '學位'],
  ['學位', '學歷'],
  ['互認', '相互承認', '相互認可'],
]
const official = new Map(words.map(([everyday, ...others]) => [folded(everyday), others]))

function folded(text: string): string {
  return fold(text).characters.join('').replace(/\.$/, '')
}

/** The words of official papers for an everyday one. */
export const officialWords = (text: string): string[] => official.get(folded(text)) ?? []

const shortForms: [RegExp, string][] = [
  [/\bHKSAR\b/g, 'Hong Kong Special Administrative Region'],
  [/\bHK\b(?!\$)/g, 'Hong Kong'],
  [/特[區区](?![別别])/g, '特別行政區'],
  [/ ?& ?/g, ' and '],
]

/** The same text with what stands in it short in full; undefined if there is none. */
export function inFull(text: string): string | undefined {
  const full = shortForms.reduce((full, [short, long]) => full.replace(short, long), text)
  return full === text ? undefined : full
}
