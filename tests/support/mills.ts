import { Converter } from 'opencc-js'
import { hanVariants } from '../../src/text/tables/han-variants.ts'

// Changes that a name may undergo between the paper and the search field.

const kangxi = new Map(
  Array.from({ length: 0xd6 }, (_, index) => String.fromCodePoint(0x2f00 + index)).map((radical) => [
    radical.normalize('NFKC'),
    radical,
  ]),
)
/** CJK Radicals Supplement, of which normalisation knows nothing. */
const supplement = new Map(
  Object.entries({
    长: '⻓',
    長: '⻑',
    门: '⻔',
    贝: '⻉',
    见: '⻅',
    车: '⻋',
    风: '⻛',
    飞: '⻜',
    马: '⻢',
    鱼: '⻥',
    西: '⻃',
    齐: '⻬',
    龙: '⻰',
    黄: '⻩',
    麦: '⻨',
  }),
)
const classes = new Map(
  hanVariants
    .trim()
    .split(/\s/)
    .flatMap((group) => [...group].map((member) => [member, [...group]] as const)),
)
const replacing = (pairs: ReadonlyMap<string, string>) => (text: string) =>
  [...text].map((character) => pairs.get(character) ?? character).join('')
/** The member of its class that stands so many places after a character. */
const variant = (places: number) => (text: string) =>
  [...text]
    .map((character) => {
      const group = classes.get(character)
      return group?.[(group.indexOf(character) + places) % group.length] ?? character
    })
    .join('')
const betweenHan = /(?<=\p{Script=Han})(?=\p{Script=Han})/gu

/** Ordinals in figures where they are spelled, and the other way round. */
const figures = { First: '1st', Second: '2nd', Third: '3rd', Fifth: '5th', Ninth: '9th', Twelfth: '12th' }
const otherOrdinals = (name: string) => {
  const spelled = name.replace(
    /第([一二三四五六七八九])(?=[次屆届])/g,
    (_, one) => `第${'〇一二三四五六七八九'.indexOf(one)}`,
  )
  const chinese =
    spelled === name ? name.replace(/第(\d)(?=[次屆届])/g, (_, one) => `第${'〇一二三四五六七八九'[one]}`) : spelled
  return Object.entries(figures).reduce(
    (text, [word, figure]) => (text.includes(word) ? text.replace(word, figure) : text.replace(figure, word)),
    chinese,
  )
}

export const mills: Record<string, (name: string) => string> = {
  'as written': (name) => name,
  'in capitals': (name) => name.toUpperCase(),
  'in small letters': (name) => name.toLowerCase(),
  'without marks': (name) => name.replace(/(?!○)[\p{P}\p{S}]/gu, ''),
  'without marks and spaces': (name) => name.replace(/(?!○)[\p{P}\p{S}\s]/gu, ''),
  'with spaces': (name) => name.replace(betweenHan, ' '),
  'with marks': (name) => name.replace(betweenHan, '、'),
  'with line breaks': (name) => name.replace(betweenHan, '\n').replace(/ /g, '\r\n'),
  'with dots': (name) => name.replace(betweenHan, '·'),
  simplified: Converter({ from: 'hk', to: 'cn' }),
  'in Hong Kong': Converter({ from: 'cn', to: 'hk' }),
  'in Taiwan': Converter({ from: 'cn', to: 'tw' }),
  'in full width': (name) =>
    name.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).replace(/ /g, '　'),
  'in half width': (name) => name.normalize('NFKC'),
  decomposed: (name) => name.normalize('NFD'),
  'with Kangxi radicals': replacing(kangxi),
  'with radicals of the supplement': replacing(supplement),
  'with one variant': variant(1),
  'with another variant': variant(2),
  'with a third variant': variant(3),
  'with variation selectors': (name) => name.replace(/\p{Script=Han}/gu, '$&\u{e0100}'),
  'in other quotation marks': (name) => name.replace(/["“”'‘’《》「」]/g, '»'),
  'in straight quotation marks': (name) => name.replace(/[“”《》「」]/g, '"').replace(/[‘’]/g, "'"),
  'with long dashes': (name) => name.replace(/(?<=\p{L})-(?=\p{L})/gu, '‑').replace(/[-–—]/g, '―'),
  'without hyphens': (name) => name.replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, ''),
  'with words parted at hyphens': (name) => name.replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, ' '),
  'with words broken at line ends': (name) => name.replace(/(?<=[a-z]{4})(?=[a-z]{3})/g, '-\n'),
  'with soft hyphens and spaces of no width': (name) => name.replace(/(?<=\p{L})(?=\p{L})/gu, '\u00ad\u200b'),
  'with other spaces': (name) => `\ufeff${name.replace(/ /g, '\u00a0\u2009\t')}\u3000`,
  'with marks of direction': (name) => `\u200e${name}\u200f`,
  'with ligatures': (name) => name.replace(/ffi/g, 'ﬃ').replace(/fi/g, 'ﬁ').replace(/fl/g, 'ﬂ').replace(/ff/g, 'ﬀ'),
  'with accents': (name) => name.replace(/[aeiou]/gi, '$&\u0301'),
  'in title marks': (name) => `《${name}》`,
  'in quotation marks': (name) => `“${name}”`,
  'in brackets': (name) => `（${name}）`,
  'in upright marks': (name) => `︽${name}︾`,
  'with other ordinals': otherOrdinals,
  'with a number before it': (name) => `1. ${name}`,
  'as an item of a list': (name) => `(二) ${name}；及`,
  'with the mark of a note': (name) => `${name}[12]`,
  'with a date behind it': (name) => `${name} (2024-04-25)`,
  'with a remark behind a title': (name) => (/(?:\p{Script=Han}.{5}|.{12})$/u.test(name) ? `${name}（附圖）` : name),
  'in the source of a page': (name) => `<b>${name.replace(/&/g, '&amp;').replace(/'/g, '&#39;')}</b>&nbsp;`,
  'escaped for an address': encodeURIComponent,
  'with an article': (name) => `The ${name}`,
  'at the end of a sentence': (name) => ` ${name}。\n`,
  'with Roman numerals': (name) =>
    name
      .replace(/\bIV\b/g, 'Ⅳ')
      .replace(/\bIII\b/g, 'Ⅲ')
      .replace(/\bII\b/g, 'Ⅱ'),
  'with noughts of letters': (name) => name.replace(/〇/g, '○'),
  'in bold letters': (name) =>
    name.replace(/[A-Za-z]/g, (letter) =>
      String.fromCodePoint(letter < 'a' ? 0x1d400 + letter.charCodeAt(0) - 65 : 0x1d41a + letter.charCodeAt(0) - 97),
    ),
}
