import type { Filters } from './generated.ts'

// The answer of filters of agreements about a record, from the record alone: true, false, or null for not known.

export type Answer = boolean | null

interface Agreement {
  domains: string[]
  signatories: { organization: string; side: string }[]
  signatoriesKnown?: string
  places: string[]
  type: string
  status: string
  signedOn?: string
  mechanism: string | null
}

const above: Record<string, string[]> = {
  banking: ['finance'],
  insurance: ['finance'],
  'cn-sh-pudong': ['cn-sh'],
}
const withAbove = (ids: string[]) => ids.flatMap((id) => [id, ...(above[id] ?? [])])

const negate = (answer: Answer): Answer => (answer === null ? null : !answer)
const all = (answers: Answer[]): Answer => (answers.includes(false) ? false : answers.includes(null) ? null : true)
const any = (answers: Answer[]): Answer => negate(all(answers.map(negate)))

/** One value against the values that are written, which may not be all; `none` asks for what is written. */
const holds = (written: string[], areAll: boolean) => (value: string) =>
  value === 'none' ? written.length === 0 : written.includes(value) || (areAll ? false : null)

const domain = ({ domains }: Agreement) => holds(withAbove(domains), domains.length > 0)
const signed = ({ signatories, signatoriesKnown }: Agreement, of: 'organization' | 'side') =>
  holds(
    signatories.map((one) => one[of]),
    signatoriesKnown === 'all',
  )
const later = ['in-effect', 'expired', 'terminated', 'superseded']
const open: Record<string, string[]> = { announced: ['signed', ...later], signed: later }
const status = (record: Agreement) => (value: string) => {
  if (record.status === value) return true
  if (value === 'unknown') return false
  if (record.status === 'unknown') return null
  return open[record.status]?.includes(value) ? null : false
}
const type = (record: Agreement) => (value: string) =>
  record.type === value ? true : record.type === 'unspecified' && value !== 'unspecified' ? null : false

const rangeOf = (date: string) => {
  const [year, month] = date.split('-')
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10)
  return { from: `${date}-01-01`.slice(0, 10), to: date.length === 10 ? date : last }
}

const fields: Record<string, (record: Agreement) => (value: string) => Answer> = {
  domain,
  organization: (record) => signed(record, 'organization'),
  side: (record) => signed(record, 'side'),
  place: ({ places }) => holds(withAbove(places), false),
  type,
  status,
  year: ({ signedOn }) => holds(signedOn ? [signedOn.slice(0, 4)] : [], signedOn !== undefined),
  mechanism: ({ mechanism }) => holds(mechanism ? [mechanism] : [], true),
}

/** The answer of all filters together. */
export function answerOf(record: object, filters: Filters): Answer {
  const agreement = record as Agreement
  return all(
    Object.entries(filters).flatMap(([name, given]): Answer[] => {
      const values = [given].flat().filter((value) => value !== undefined)
      if (name === 'dateMatch') return []
      if (name === 'signedOn.gte') return [since(agreement, String(given), filters.dateMatch === 'certain')]
      const [field = '', how] = name.split('.')
      const answers = values.map((value) => fields[field]?.(agreement)(value) ?? null)
      return [how === 'all' ? all(answers) : how === 'not' ? negate(any(answers)) : any(answers)]
    }),
  )
}

function since({ signedOn }: Agreement, day: string, isCertain: boolean): Answer {
  if (!signedOn) return null
  const { from, to } = rangeOf(signedOn)
  return (isCertain ? from : to) >= rangeOf(day).from
}
