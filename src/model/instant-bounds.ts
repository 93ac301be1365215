import { z } from 'zod'
import { message } from '../language/messages.ts'
import { hongKong } from './hong-kong.ts'

// An instant as people give it: a day, or a time with its offset, as exactly as they know it. Each names a stretch of time.

export const instantPattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/

/** A day or an instant as a parameter takes it. */
export const dayOrInstant = z
  .string()
  .max(60)
  .regex(
    instantPattern,
    message(
      'must be a day or an instant such as 2026-11-24T09:00:00Z',
      '須為日期或時刻，例如 2026-11-24T09:00:00Z',
      '须为日期或时刻，例如 2026-11-24T09:00:00Z',
    ),
  )

/** The message for a text that has the form of a time and is none. */
export const noSuchTime = message(
  'names a day or an hour that does not exist',
  '所指的日期或時刻不存在',
  '所指的日期或时刻不存在',
)

/** The first and the last microsecond of a stretch of time, UTC. */
export interface TimeSpan {
  from: string
  to: string
}

/** The stretch that a text names: a day of Hong Kong, a minute, a second or a part of one. Undefined where there is no such time. */
export function stretchOf(text: string): TimeSpan | undefined {
  const [, day = '', time, , seconds, fraction = '', zone = hongKong] = parts.exec(text) ?? []
  if (!isDay(day)) return undefined
  const second = (end: 0 | 1) => `${day}T${time ?? ['00:00', '23:59'][end]}${seconds ?? [':00', ':59'][end]}${zone}`
  const from = inUtc(second(0), fraction.padEnd(6, '0'))
  const to = inUtc(second(1), fraction.padEnd(6, '9'))
  return from && to ? { from, to } : undefined
}

const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)((:\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d))?$/

/** True for a calendar day that exists, false for 30 February. */
export function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight.valueOf()) && midnight.toISOString().startsWith(day)
}

/** JavaScript counts milliseconds, so the fraction is carried as it stands. The year 0 is none that the database knows. */
function inUtc(second: string, fraction: string): string | undefined {
  const milliseconds = Date.parse(second)
  if (Number.isNaN(milliseconds)) return undefined
  const utc = new Date(milliseconds).toISOString()
  return /^(?!0000)\d{4}-/.test(utc) ? `${utc.slice(0, 19)}.${fraction}Z` : undefined
}
