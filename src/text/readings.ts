import { dateInSearch, datesIn } from './dates.ts'
import { digits } from './numerals.ts'
import { searchFields } from './query-terms.ts'

// Parts that are copied along with a name: the number of an item before it, the mark of a note, a page or a date behind it,
// the end of a list.

const inBrackets = (...contents: string[]) => `[([（［〔【] ?(?:${contents.join('|')}) ?[)\\]）］〕】]`
/** As long as a title: a short text beside brackets or a colon is as likely a word of a search. */
const title = '(?:\\p{Script=Han}.{5}|.{12})'
const arabic = '\\p{Nd}{1,3}'
const roman = '[ivxlc]{1,5}'
const chinese = `[${digits}十]{1,3}`
const numbers = [
  inBrackets(arabic, roman, '[a-z]', chinese),
  `(?:${arabic}|${roman})[.．)）]`,
  '[a-z][)）]',
  `(?:${arabic}|${chinese})[、．]`,
  `(?:[Nn]o[. ]|#) ?${arabic}[:.]?`,
  `第 ?${arabic} ?[項项條条][:：]?`,
  `\\p{Nd}{1,2}(?:\\.\\p{Nd}{1,2}){1,3}(?= ${title})`,
]
/** Roman numerals, and figures in circles and brackets, which are one character each. */
const oneCharacter = '[\\u2160-\\u217f\\u2460-\\u24ff\\u2776-\\u2793\\u3220-\\u3229\\u3280-\\u3289][.．、]?'
/** The number of an item: `1.`, `(12)`, `a)`, `iv.`, `（二）`, `三、`, `①`, or `3.2` before a title. Initials and decimals are no such numbers. */
const item = new RegExp(
  `^ ?(?:(?:${numbers.join('|')})(?: |(?=[\\p{L}\\p{Ps}\\p{Pi}])|(?<=[)\\]）］〕】、])(?=\\p{Nd}))|${oneCharacter}) ?`,
  'u',
)
const article = /^ ?the /i

/** A raised figure, or one right behind a Chinese character. */
const noteMark = '[¹²³⁰-⁹]{1,3}|[\\u2460-\\u24ff\\u2776-\\u2793]|(?<=\\p{Script=Han})[1-9]\\d?'
const note = new RegExp(` ?(?:${inBrackets('\\d{1,3}')}|${noteMark}) ?$`, 'u')
/** A day in front of a title: `26 April 2024: `, `[2024-04-26] `. */
const inFront = new RegExp(
  `^ ?[([（［〔【]?(${dateInSearch}|[\\p{Nd}.-]{8,10})(?: ?[)\\]）］〕】:：,，、–—-] ?| )(?=${title})`,
  'iu',
)
/** A date behind a title: `(2024-04)`, `（2024年4月26日）`. */
const inEndBrackets = / ?[([（［〔【]([^()[\]（）［］〔〕【】]{4,30})[)\]）］〕】] ?$/u
/** Any other remark in brackets behind a title: `(Chinese only)`, `[PDF]`, `（附圖）`. */
const remark = new RegExp(
  `(?<=${title}) ?[([（［〔【](?!.* OR )[^()[\\]（）［］〔〕【】|｜]{1,40}[)\\]）］〕】] ?$`,
  'u',
)
/** The heading of a title in a list or a letter: `Annex 1:`, `附件一：`, `Re:`. */
const heading = new RegExp(
  `^ ?(?!(?:${searchFields.join('|')})[:：])\\p{L}[\\p{L}\\p{N} ]{0,15}[:：] ?(?=${title})`,
  'iu',
)
/** A heading that is one whatever follows: `Re:`, `"title": `, `Annex 2 `. Where a field may be meant, a blank follows. */
const knownHeading = new RegExp(
  `^ ?(?!title[:：](?! ))["“]?(?:re|fwd?|subject|source|title|name|標題|标题|主旨|來源|来源|名稱|名称)["”]? ?[:：] ?` +
    `|^ ?(?:annex|appendix|attachment|item|table|附件|附錄|附录|附表|表) ?(?:${arabic}|${roman}|[a-z]|${chinese})(?:[:：] ?| )`,
  'iu',
)
const remarks = [
  '(?:english|chinese)(?: version| only)?',
  '(?:只備|只备|只有)?[中英]文(?:版本?)?',
  '(?:unofficial )?translation|[譯译]文',
  '(?:pdf|docx?|html?)[^()[\\]]{0,15}',
  '(?:with photos?|附圖|附图|全文)[^()（）[\\]]{0,15}',
  'opens in [a-z ]{3,20}',
  '(?:note|註|注) ?\\d{0,3}',
  'edit|編輯|编辑|citation needed',
]
/** A remark that is one whatever stands before it. */
const knownRemark = new RegExp(` ?${inBrackets(...remarks)} ?$`, 'iu')
/** The ending of a file, and the site of a page: `.pdf`, ` - Wikipedia`, ` | GovHK`. */
const fileEnding = /\.(?:pdf|docx?|xlsx?|html?|txt) ?$/iu
/** The names of sites and of kinds of page in titles: `info.gov.hk`, `GovHK`, 中国新闻网, `Press release`. */
const siteName =
  '(?:[a-z\\d-]+\\.)+[a-z]{2,4}|gov ?hk|(?:wikipedia|維基百科|维基百科|百度百科)[^|]{0,20}|' +
  'press releases?|新聞稿|新闻稿|新聞公報|新闻公报|\\p{Script=Han}{1,10}[網网]'
const site = new RegExp(
  `(?: [-–—|｜·»:] |(?<=\\p{Script=Han})[|｜·:：] ?|(?<=\\p{L})[-–—]|[_｜])(?:${siteName}) ?$` +
    `|(?<=${title})(?: [|｜·»] |_)[^|｜_·»()"“”「」]{2,40}$`,
  'iu',
)
/** The same in front, or the places of a site that lead to the page: `Home > Press releases > `. */
const siteInFront = new RegExp(
  `^ ?(?:[【［[(](?:${siteName})[】］\\])] ?|(?:${siteName}) ?[-–—|｜·»:：] ?|(?:[^>›»]{2,40} [>›»] )+)`,
  'iu',
)
const listEnd = / ?[;；,，、] ?(?:and|or|及|以及|和|與|与)? ?$/iu
const [leaders, pageNumber] = ['[.·‥…⋯_ ]', '\\d{1,4}']
/** The page that a list of contents or a note tells: `..... 12`, `, p. 12`, `12`. Four digits alone are a year. */
const page = new RegExp(
  `(?:(?<!${leaders})(?:${leaders}{2,}${pageNumber}| \\d{1,3})|(?<![ ,，])[ ,，]{1,3}[(（]?(?:pp?|page)\\.? ?${pageNumber}(?:[-–]${pageNumber})?[)）]?| ?第 ?${pageNumber} ?[頁页]) ?$`,
  'iu',
)

const cut = (pattern: RegExp) => (text: string) => text.replace(pattern, '')
const cutDate = (pattern: RegExp, isMeant: (dates: string[]) => boolean) => (text: string) =>
  text.replace(pattern, (whole, inner: string) => (isMeant(datesIn(inner.trim())) ? '' : whole))
/** A stretch of years is part of a title: `Plan (2024-25)`; so is a year or a month in front of one. */
const isDate = (dates: string[]) => dates.length === 1
const isDay = (dates: string[]) => isDate(dates) && dates[0]?.length === 10

const withoutEach = [
  ...[listEnd, site, fileEnding, page, note, knownRemark].map(cut),
  cutDate(inEndBrackets, isDate),
  cut(remark),
  cutDate(inFront, isDay),
  ...[siteInFront, knownHeading, heading, item, article].map(cut),
]

/** In characters: the longest name, and what may stand around it. A longer text is read as it stands. */
const longest = 600
/** So many readings are combined with what else may be left out; where there are more, the barest alone. */
const mostCombined = 16

/** A text as it stands, then without what it may have been copied with, from the least that is left out to the most. */
export function readingsOf(text: string): string[] {
  // In a row of many spaces, an expression that ends with the text would begin at each of them.
  const readings = [text.replace(/\s+/g, ' ')]
  if (readings[0] === undefined || readings[0].length > longest) return readings
  for (const without of withoutEach)
    for (const one of readings.length < mostCombined ? [...readings] : [barestOf(readings)]) {
      const bare = without(one)
      if (bare !== one) readings.push(bare)
    }
  return readings
}

const barestOf = (readings: string[]) => readings.reduce((bare, one) => (one.length < bare.length ? one : bare))
