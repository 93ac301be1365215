import fc from 'fast-check'
import { type Example, examples } from './records.ts'

const signed = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('2022', '2023-05', '2023-05-04', '2024', '2024-04', '2024-04-26', '2024-06-30', '2024-12-31'),
)
const someOf = (...values: string[]) => fc.subarray(values)

const fields = fc.record(
  {
    type: fc.constantFrom('memorandum-of-understanding', 'minutes', 'session-memorandum', 'unspecified'),
    status: fc.constantFrom('announced', 'signed', 'in-effect', 'unknown'),
    confidence: fc.constantFrom('high', 'medium', 'low'),
    signedOn: signed,
    mechanism: fc.constantFrom(null, 'shanghai', 'beijing'),
    meeting: fc.constantFrom(null, 'shanghai-2024-04', 'beijing-2023', 'outside-2022'),
    parties: fc.subarray(['cn-hk', 'cn-sh', 'cn-bj'], { minLength: 1 }),
    places: someOf('cn-sh', 'cn-sh-pudong'),
    domains: someOf('finance', 'banking', 'insurance', 'health'),
    signatories: fc.subarray([
      { organization: 'hk-health-bureau', side: 'hk' },
      { organization: 'shanghai-health-commission', side: 'mainland' },
      { organization: 'shanghai-health-commission', side: 'other' },
    ]),
    countedInClaims: fc.boolean(),
  },
  { noNullPrototype: true },
)

const agreement = fc.tuple(fields, fc.constantFrom('all', 'some')).map(([fields, known]) => ({
  ...fields,
  ...((fields.signatories ?? []).length > 0 && { signatoriesKnown: known }),
}))

const area = fc.record(
  {
    meeting: fc.constantFrom('shanghai-2024-04', 'beijing-2023', 'outside-2022'),
    domains: someOf('finance', 'banking', 'insurance', 'health'),
    agreed: fc.boolean(),
  },
  { noNullPrototype: true },
)

const claims = (value: number, scope?: string) => [
  { measure: 'agreements', value, ...(scope && { scope }), citation: { source: 'paper' } },
]

/** Records that generated agreements and areas refer to. */
const base: Example[] = [
  examples.source(),
  examples.region('cn-hk', { kind: 'sar', name: { en: 'Hong Kong', 'zh-Hant': '香港', 'zh-Hans': '香港' } }),
  examples.region('cn-sh', { name: { 'zh-Hant': '上海' } }),
  examples.region('cn-bj'),
  examples.region('cn-sh-pudong', { kind: 'district', parent: 'cn-sh' }),
  examples.domain('finance', { name: { en: 'Finance', 'zh-Hant': '金融', 'zh-Hans': '金融' } }),
  examples.domain('banking', { parent: 'finance' }),
  examples.domain('insurance', { parent: 'finance' }),
  examples.domain('health'),
  examples.organization('hk-health-bureau'),
  examples.organization('shanghai-health-commission', { side: 'mainland' }),
  examples.mechanism('shanghai'),
  examples.mechanism('beijing'),
  examples.meeting('shanghai-2024-04', {
    claims: claims(30),
    statedDomains: { domains: ['banking', 'health'], exhaustive: false },
  }),
  examples.meeting('beijing-2023', {
    mechanism: 'beijing',
    parties: ['cn-hk', 'cn-bj'],
    date: '2023',
    claims: claims(2, 'without the memorandum of the session'),
  }),
  examples.meeting('outside-2022', { mechanism: null, date: '2022-09' }),
]

/** A registry of records that chance has made, always the same. */
export function generated(amount = 60): Example[] {
  const settings = { numRuns: amount, seed: 17 }
  return [
    ...base,
    ...fc.sample(agreement, settings).map((fields, index) => examples.agreement(`document-${index}`, fields)),
    ...fc.sample(area, settings).map((fields, index) => examples.area(`area-${index}`, fields)),
  ]
}

const ids = (...values: string[]) => fc.subarray(values, { minLength: 1 })

/** Filters of agreements, as the parameters of an address, at most three of them. */
export const agreementFilters = fc
  .record({
    domain: ids('finance', 'banking', 'health', 'none'),
    'domain.all': ids('finance', 'banking', 'health'),
    'domain.not': ids('insurance'),
    mechanism: ids('shanghai', 'beijing', 'none'),
    meeting: ids('shanghai-2024-04', 'beijing-2023', 'none'),
    party: ids('cn-sh', 'cn-bj'),
    organization: ids('hk-health-bureau', 'shanghai-health-commission'),
    side: ids('hk', 'mainland', 'none'),
    type: ids('minutes', 'memorandum-of-understanding'),
    status: ids('signed', 'unknown'),
    confidence: ids('high', 'low'),
    year: ids('2022', '2024', 'none'),
    'signedOn.gte': fc.constantFrom('2023', '2024-04-10'),
    'signedOn.lte': fc.constantFrom('2024-04', '2024-05-01'),
    dateMatch: fc.constantFrom('possible', 'certain'),
    q: fc.constantFrom('document', 'finance'),
  })
  .chain((all) => fc.subarray(Object.keys(all), { maxLength: 3 }).map((kept) => pick(all, kept)))

/** More of the same, most of which leave some records undetermined. */
export const openFilters = fc
  .record({
    domain: ids('finance', 'health', 'none'),
    'domain.all': ids('finance', 'banking', 'health'),
    'domain.not': ids('banking', 'none'),
    organization: ids('hk-health-bureau', 'none'),
    'organization.not': ids('shanghai-health-commission'),
    side: ids('hk', 'mainland', 'none'),
    'side.all': ids('hk', 'mainland', 'other'),
    'side.not': ids('hk', 'mainland', 'none'),
    place: ids('cn-sh', 'cn-sh-pudong', 'none'),
    type: ids('minutes', 'unspecified'),
    'type.not': ids('minutes', 'unspecified'),
    status: ids('announced', 'signed', 'in-effect', 'unknown'),
    'status.not': ids('signed', 'in-effect', 'unknown'),
    year: ids('2022', '2024', 'none'),
    'signedOn.gte': fc.constantFrom('2023', '2024-04-10'),
    mechanism: ids('shanghai', 'none'),
    dateMatch: fc.constantFrom('possible', 'certain'),
  })
  .chain((all) => fc.subarray(Object.keys(all), { minLength: 1, maxLength: 3 }).map((kept) => pick(all, kept)))
  .filter((filters) => Object.keys(filters).some((name) => name !== 'dateMatch'))

export type Filters = Record<string, string | string[] | undefined>

function pick(all: Filters, kept: string[]): Filters {
  return Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name)))
}

export function address(path: string, filters: Filters): string {
  const parameters = Object.entries(filters).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [[name, one]])),
  )
  return `${path}?${new URLSearchParams(parameters)}`
}
