import type { z } from 'zod'
import { invalid, textsOf, translated } from '../language/messages.ts'
import { type Texts, texts } from '../language/texts.ts'

export const required = texts('This is required.', '此項為必填。', '此项为必填。')
const empty = texts('This must not be empty.', '此項不得留空。', '此项不得留空。')

const kinds: Readonly<Record<string, Texts>> = {
  string: texts('a text', '文字', '文字'),
  number: texts('a number', '數字', '数字'),
  int: texts('a whole number', '整數', '整数'),
  boolean: texts('true or false', 'true 或 false', 'true 或 false'),
  array: texts('a list', '清單', '清单'),
  object: texts('an object', '物件', '对象'),
  record: texts('an object', '物件', '对象'),
}
const formats: Readonly<Record<string, Texts>> = {
  url: texts('a URL', '網址', '网址'),
  date: texts('a day such as 2024-05-31', '日期，例如 2024-05-31', '日期，例如 2024-05-31'),
  datetime: texts(
    'an instant such as 2026-11-24T09:00:00Z',
    '時刻，例如 2026-11-24T09:00:00Z',
    '时刻，例如 2026-11-24T09:00:00Z',
  ),
}

/** The message of an issue, in each language. */
export function wordsOf(issue: z.core.$ZodIssue): Texts {
  const known = translated(issue.message) ?? (issue.code === 'custom' ? issue.params?.texts : undefined)
  if (known) return known
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(kinds[issue.expected])
    case 'invalid_format':
      return formats[issue.format] ? mustBe(formats[issue.format]) : textsOf(issue.message)
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return texts(`This must be one of: ${values}.`, `須為下列之一：${values}。`, `须为下列之一：${values}。`)
    }
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? empty
        : bounded('at least', '最少', '最少', issue.origin, issue.minimum)
    case 'too_big':
      return bounded('at most', '最多', '最多', issue.origin, issue.maximum)
    default:
      return textsOf(issue.message)
  }
}

function mustBe(what: Texts | undefined): Texts {
  if (!what) return invalid
  return texts(`This must be ${what.en}.`, `須為${what['zh-Hant']}。`, `须为${what['zh-Hans']}。`)
}

const units: Readonly<Record<string, Texts>> = {
  string: texts(' characters', ' 個字元', ' 个字符'),
  array: texts(' entries', ' 項', ' 项'),
}

function bounded(english: string, traditional: string, simplified: string, origin: string, bound: number | bigint) {
  const unit = units[origin] ?? texts('', '', '')
  return texts(
    `This must be ${english} ${bound}${unit.en}.`,
    `此項${traditional} ${bound}${unit['zh-Hant']}。`,
    `此项${simplified} ${bound}${unit['zh-Hans']}。`,
  )
}

export function givenTimes(count: number): Texts {
  return texts(
    `This is given ${count} times; it takes one value.`,
    `此參數出現 ${count} 次，只可出現一次。`,
    `此参数出现 ${count} 次，只可出现一次。`,
  )
}

/** Several values in one, joined by commas, and the advice to repeat the parameter instead; undefined where it is one. */
export function repeatInstead(parameter: string, given: string) {
  const values = given.split(/[,，、;]/).map((value) => value.trim())
  if (values.length === 1) return undefined
  const suggestion = values.map((value) => `${parameter}=${value}`).join('&')
  return { values, advice: { detail: oneEachTime, suggestion } }
}

const oneEachTime = texts(
  'This takes one value each time: repeat the parameter for several.',
  '每次只可填一個值；如有多個值，請重複此參數。',
  '每次只可填一个值；如有多个值，请重复此参数。',
)
export const noSuchField = texts('There is no such field.', '沒有此欄位。', '没有此字段。')
export const noSuchParameter = texts('There is no such parameter.', '沒有此參數。', '没有此参数。')
