// What a name is copied with: the number of an item before it, the mark of a note or a date behind it, the end of a list.

const item =
  /^\s*(?:[([{（［〔【]?\s*(?:\d{1,3}|[ivxlc]{1,5}|[a-z]|[〇一二三四五六七八九十]{1,3})\s*[)\]}）］〕】.．、:：]+|[\u2160-\u217f][.．、]?|[\u2460-\u24ff\u3220-\u3229\u3280-\u3289][.．、]?)\s*/iu
const article = /^\s*the\s+/i
const noteOrDate =
  /\s*(?:[([（［〔【]\s*(?:\d{1,3}|\d{4}(?:[-./]\d{1,2}){0,2}|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)\s*[)\]）］〕】]|[¹²³⁰-⁹]+|(?<=\p{Script=Han})\d{1,2})\s*$/u
const listEnd = /\s*[;；,，、]\s*(?:and|or|及|以及|和|與|与)?\s*$/iu

const withoutEach = [listEnd, noteOrDate, item, article]

/** A text as it stands, then without what it may have been copied with, from the least that is left out to the most. */
export function readingsOf(text: string): string[] {
  const readings = [text]
  for (const around of withoutEach)
    for (const one of [...readings]) {
      const bare = one.replace(around, '')
      if (bare !== one) readings.push(bare)
    }
  return readings
}
