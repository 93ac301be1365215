// Parts that are copied along with a name: the number of an item before it, the mark of a note or a date behind it, the
// end of a list.

/** The number of an item: `1.`, `(12)`, `a)`, `iv.`, `（二）`, `三、`, `①`. Initials and decimals are no such numbers. */
const item =
  /^ ?(?:(?:[([（［〔【] ?(?:\p{Nd}{1,3}|[ivxlc]{1,5}|[a-z]|[〇一二三四五六七八九十]{1,3}) ?[)\]）］〕】]|(?:\p{Nd}{1,3}|[ivxlc]{1,5})[.．)）]|[a-z][)）]|(?:\p{Nd}{1,3}|[〇一二三四五六七八九十]{1,3})[、．])(?: |(?=\p{L}))|[\u2160-\u217f][.．、]?|[\u2460-\u24ff\u3220-\u3229\u3280-\u3289][.．、]?) ?/u
const article = /^ ?the /i
/** The mark of a note, or a date in brackets. */
const noteOrDate =
  / ?(?:[([（［〔【] ?(?:\d{1,3}|\d{4}(?:[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?)?|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?) ?[)\]）］〕】]|[¹²³⁰-⁹]{1,3}|(?<=\p{Script=Han})[1-9]\d?) ?$/u
const listEnd = / ?[;；,，、] ?(?:and|or|及|以及|和|與|与)? ?$/iu

const withoutEach = [listEnd, noteOrDate, item, article]

/** A text as it stands, then without what it may have been copied with, from the least that is left out to the most. */
export function readingsOf(text: string): string[] {
  // In a row of many spaces, an expression that ends with the text would begin at each of them.
  const readings = [text.replace(/\s+/g, ' ')]
  for (const around of withoutEach)
    for (const one of [...readings]) {
      const bare = one.replace(around, '')
      if (bare !== one) readings.push(bare)
    }
  return readings
}
