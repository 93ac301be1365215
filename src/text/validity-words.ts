// Words that ask until when something holds, or from when. Records tell it by dates and years.

const ends = '到期 到期日 到期日期 屆滿日期 期滿 過期 有效期限'.split(' ')
/** The words by which records tell it: 屆滿 with a date, 有效期 with years. */
export const validityMeanings: [asked: string, ...told: string[]][] = [
  ...ends.map((word): [string, ...string[]] => [word, '屆滿', '有效期']),
  ['屆滿', '有效期'],
  ['生效日期', '生效'],
  ['expiry', 'expires'],
]

export const validity = {
  english: 'effective expire expires expired expiring expiry expiration'.split(' '),
  chinese: [...ends, ...'屆滿 有效期 生效 生效日期 届满 届满日期 期满 过期'.split(' ')],
}

const longestFirst = validity.chinese.toSorted((one, other) => other.length - one.length)
/** Such a word within a run of Chinese, with what may ask behind it: 協議幾時到期, 協議到期未. */
export const validityInRun = new RegExp(`(${longestFirst.join('|')})[未嗎吗了咗]*`, 'u')
