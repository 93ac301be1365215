import { Converter } from 'opencc-js/t2cn'

// One spelling for all: NFKC, lower case, no accents, Traditional to Simplified, and the variants that Hong Kong, Taiwan
// and older print use. Each character by itself, so that a word folds alike whatever stands beside it.

const conversions = (['hk', 'tw', 't'] as const).map((from) => Converter({ from, to: 'cn' }))

/**
 * Pairs that the tables of conversion keep apart, or join only inside certain words (瞭解 is 了解, 瞭望 is 瞭望). For a
 * search they are one: the second is found under the first.
 */
const variants = new Map(
  [
    '着著 台臺檯颱 借藉 复覆 了瞭 链鍊 径迳逕 巨钜鉅 钟锺 苏甦 账帳帐 污汚汙 户戸 研硏 清淸 青靑 国囯 历歴 举擧 鸡鶏 阔濶 概槪',
    '乡鄕 闹閙 宁甯寗 柏栢 棋碁 晚晩 值値 填塡 每毎 步歩 岁歳 厂厰 酬酧 略畧 船舩 软輭 邻隣 堤隄 韭韮 碱硷 哲喆 坤堃 麻蔴',
    '裙裠 睹覩 宾賔 饼餠 验騐 燕鷰 默黙 喜㐂 总縂 告吿 吞呑 彝彞 荔茘 朵朶 矿鑛 翻飜',
  ].flatMap((line) =>
    line.split(' ').flatMap((group) => {
      const [first = '', ...others] = group
      return others.map((other) => [other, first] as const)
    }),
  ),
)

/** A letter with its accents; Korean in a row, whose parts join across characters; any other character. */
const clusters = /\p{Script=Hangul}+\p{M}*|.\p{M}*/gsu
const joining = /[\p{M}\p{Script=Hangul}\ud800-\udfff]|[^\0-\uffff]/u
/** Soft hyphens, joiners, variation selectors and other marks that print nothing. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
const known = new Map<string, string[]>()
const mostKnown = 50_000
// By code unit: what is asked of every character of every text.
const foldedUnits: string[] = new Array(0x10000)
const normalUnits: string[] = new Array(0x10000)

function foldCluster(cluster: string): string[] {
  const kept = known.get(cluster)
  if (kept) return kept
  const plain = normalize(cluster).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  const folded = [...plain].flatMap((character) => [...foldHan(character)])
  if (known.size < mostKnown && cluster.length <= 4) known.set(cluster, folded)
  return folded
}

function foldHan(character: string): string {
  const simplified = conversions.reduce((text, convert) => convert(text), variants.get(character) ?? character)
  return variants.get(simplified) ?? simplified
}

/** The form that still tells scripts and accents apart: NFKC and lower case. */
export function normalize(text: string): string {
  if (text.length === 1) {
    const code = text.charCodeAt(0)
    normalUnits[code] ??= normalizeAnew(text)
    return normalUnits[code]
  }
  return normalizeAnew(text)
}

function normalizeAnew(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').toLowerCase().replace(invisible, '')
}

/** A text in folded form, where each character knows its place in the original. */
export interface Folded {
  characters: string[]
  /** Of each folded character, where what it stands for begins in the original; absent where all keep their places. */
  starts?: number[]
  /** And where that ends. */
  ends?: number[]
}

export function fold(text: string): Folded {
  return foldInPlace(text) ?? foldClusters(text)
}

/** Hardly any text has marks, Korean, characters of two halves, or such as fold to none or to several. */
function foldInPlace(text: string): Folded | undefined {
  if (joining.test(text)) return undefined
  const characters = new Array<string>(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    foldedUnits[code] ??= foldUnit(text.charAt(index))
    if (foldedUnits[code] === '') return undefined
    characters[index] = foldedUnits[code]
  }
  return { characters }
}

/** What a character folds to; nothing where that is not one character. */
function foldUnit(character: string): string {
  const [folded = '', ...others] = foldCluster(character)
  return others.length === 0 ? folded : ''
}

function foldClusters(text: string): Folded {
  const [characters, starts, ends]: [string[], number[], number[]] = [[], [], []]
  for (const { 0: cluster, index } of text.matchAll(clusters))
    for (const character of foldCluster(cluster)) {
      characters.push(character)
      starts.push(index)
      ends.push(index + cluster.length)
    }
  return { characters, starts, ends }
}
