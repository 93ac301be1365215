import { withTitleNumbers } from './numbered-parts.ts'
import { oldPlaces } from './old-places.ts'
import { validityMeanings } from './validity-words.ts'
import { wordsInRow } from './words-in-row.ts'

// Words of everyday use, short forms, and old names of places, for what official papers call otherwise or write in full.

const shortForms: [short: string, full: string, ...others: string[]][] = [
  ['mou', 'memorandum of understanding', '諒解備忘錄'],
  ['loi', 'letter of intent', '意向書'],
  ['assn', 'association'],
  ['comm', 'commission', 'committee'],
  ['coop', 'cooperation'],
  ['corp', 'corporation'],
  ['cttee', 'committee'],
  ['dept', 'department'],
  ['gov', 'government'],
  ['govt', 'government'],
  ['inst', 'institute'],
  ['intl', 'international'],
  ['ltd', 'limited'],
  ['natl', 'national'],
  ['univ', 'university'],
  ['hk', 'hong kong'],
  ['hksar', 'hong kong special administrative region'],
  ['hksarg', 'the government of the hong kong special administrative region'],
  ['prc', "people's republic of china"],
  ['hzmb', 'hong kong-zhuhai-macao bridge'],
  ['hkzmb', 'hong kong-zhuhai-macao bridge'],
  ['prd', 'pearl river delta'],
  ['lawyer', 'legal services', '律師'],
  ...oldPlaces,
]
/** Short forms that no title has: they are looked for in full, and what is in full is not looked for as one of these. */
const shortInNotes: [short: string, full: string, ...others: string[]][] = [
  ['acad', 'academy'],
  ['admin', 'administration'],
  ['agmt', 'agreement'],
  ['agrt', 'agreement'],
  ['assoc', 'association'],
  ['auth', 'authority'],
  ['conf', 'conference'],
  ['dev', 'development'],
  ['hongkong', 'hong kong'],
  ['mgmt', 'management'],
  ['mtg', 'meeting'],
  ['mun', 'municipal'],
  ['prov', 'provincial', 'province'],
  ['sci', 'science'],
  ['secy', 'secretary'],
  ['tech', 'technology'],
]
const words: [everyday: string, ...official: string[]][] = [
  ...shortForms,
  ['特區', '特別行政區'],
  ['特區政府', '特別行政區政府'],
  ['港府', '香港特別行政區政府'],
  ['香港政府', '香港特別行政區政府'],
  ['特首', '行政長官'],
  ['border', 'boundary'],
  ['cross-border', 'cross-boundary'],
  ['divorce', 'matrimonial'],
  ['marriage', 'matrimonial'],
  ['離婚', '婚姻'],
  ['結婚', '婚姻'],
  ['milk', 'dairy'],
  ['牛奶', '乳品'],
  ['狗', '犬'],
  ['長者', '養老'],
  ['學歷', '學位'],
  ['互認', '相互承認', '相互認可'],
  ...validityMeanings,
]
const [fullForms, meanings] = [new Map<string, string>(), new Map<string, Set<string>>()]
for (const [short, full] of [...shortForms, ...shortInNotes]) fullForms.set(folded(short), full)
for (const [short, ...others] of shortInNotes) for (const full of others) addMeaning(short, full)
for (const [everyday, ...others] of words)
  for (const other of others) {
    addMeaning(everyday, other)
    addMeaning(other, everyday)
  }
/** In words: no meaning of several words in a row is looked up in more. */
export const longestMeaning = Math.max(...[...meanings.keys()].map((row) => row.split(' ').length))

function addMeaning(text: string, meaning: string): void {
  const all = meanings.get(folded(text)) ?? new Set()
  meanings.set(folded(text), all.add(meaning))
}

/** One word, whatever its ending is. */
function folded(text: string): string {
  return wordsInRow(withoutStops(text)).folded.trim()
}

/** Single letters with full stops as the one word that they are: M.O.U. */
function withoutStops(text: string): string {
  return text.replace(/\b[a-z](?:\.[a-z])+\b\.?/gi, (letters) => letters.replaceAll('.', ''))
}

/** Other words for a word, or for words in a row: those of official papers for everyday ones, and the other way round. */
export const otherWords = (text: string): string[] => [...(meanings.get(folded(text)) ?? [])]

const others: [RegExp, string][] = [
  [/特[區区](?![別别])/g, '特別行政區'],
  [/自由行|\b(?:individual visit(?: scheme)?|solo travel)\b/gi, '個人遊'],
  [/\blaw firms?\b/gi, 'legal services'],
  [/[養养安]老院/g, '養老'],
  [/(?<=\p{Script=Han}{2}(?:[省市縣县州]|(?<!特|行政)[區区]))政府/gu, '人民政府'],
  [/\b(?<=(?:municipal|provincial|district|county) )government\b/gi, "people's government"],
  [
    /\b(?<!people's )government(?= of [\p{L} '-]{2,40}(?:province|autonomous region|municipality|city|district)\b)/giu,
    "people's government",
  ],
  [/羊城/g, '廣州'],
  [/[鵬鹏]城/g, '深圳'],
  [/申城/g, '上海'],
  [/ ?& ?/g, ' and '],
  [/\bthe the\b/gi, 'the'],
]

/** The same text with what stands in it short in full; undefined if there is none. */
export function inFull(text: string): string | undefined {
  const spelled = withTitleNumbers(withoutStops(text)).replace(
    /\b(?:co-)?[a-z'’]+\b(?!\$)/gi,
    (word) => fullForms.get(folded(word)) ?? word,
  )
  const full = others.reduce((full, [short, long]) => full.replace(short, long), spelled)
  return full === text ? undefined : full
}
