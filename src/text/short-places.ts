import { foldedText } from './fold.ts'

// Chinese calls a place by one character where it stands beside another: 滬港, 深港.

const places = new Map(
  [
    ...['京北京', '津天津', '滬上海', '渝重慶', '冀河北', '晉山西', '遼遼寧', '吉吉林', '黑黑龍江', '蘇江蘇', '浙浙江'],
    ...['皖安徽', '閩福建', '贛江西', '魯山東', '豫河南', '鄂湖北', '湘湖南', '粵廣東', '桂廣西', '瓊海南', '川四川'],
    ...['蜀四川', '黔貴州', '滇雲南', '陝陝西', '隴甘肅', '深深圳', '穗廣州', '珠珠海', '甬寧波', '莞東莞'],
  ].map((place): [string, string] => [foldedText(place.slice(0, 1)), place.slice(1)]),
)

/** The full name of the place that a character stands for. */
export const placeCalled = (character: string): string | undefined => places.get(foldedText(character))

const shortOf = new Map([...places].map(([short, full]) => [foldedText(full), short] as const).reverse())

/** How names call a tie of Hong Kong with a place that is written in full: 閩港 for 福建. Undefined if it is no such place. */
export function tieWith(place: string): string | undefined {
  const short = shortOf.get(foldedText(place.replace(/[省市]$/u, '')))
  return short && `${short}港`
}

/** The same text with Hong Kong second in the names of ties with it, as these have it: 深港 for 港深. Undefined if there is none. */
export function withHongKongSecond(text: string): string | undefined {
  const turned = text.replace(
    /(?<!香)港(\p{Script=Han})(?=(\p{Script=Han}?))/gu,
    (pair, short: string, next: string) => {
      const place = placeCalled(short)
      const isFull = place !== undefined && foldedText(place) === foldedText(short + next)
      return place && !isFull ? `${short}港` : pair
    },
  )
  return turned === text ? undefined : turned
}

/** The same text with Hong Kong first in the names of ties with it, as few titles have these. */
export function withHongKongFirst(text: string): string {
  return text.replace(/(\p{Script=Han})港(?!\p{Script=Han}?口)/gu, (pair, short: string) =>
    placeCalled(short) ? `港${short}` : pair,
  )
}

/** A tie by itself, or before what two places have with each other. 滬港通 and 天津港 are names of something else. */
const tie =
  /(?<!\p{Script=Han})(?:(\p{Script=Han})港|港(\p{Script=Han}))(?=\P{Script=Han}|$|合作|會議|会议|聯席|联席|協議|协议|交流|關係|关系|論壇|论坛|經貿|经贸)/gu

/** The same text with a place that stands beside Hong Kong in full and alone: 寧波 合作 for 甬港合作. Undefined if there is none. */
export function withPlacesInFull(text: string): string | undefined {
  const full = text.replace(tie, (pair, before?: string, behind?: string) => {
    const place = placeCalled(before ?? behind ?? '')
    return place ? ` ${place} ` : pair
  })
  return full === text ? undefined : full.trim()
}
