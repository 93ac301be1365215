import { texts } from '../../language/texts.ts'
import { lineFrom } from '../../model/circles.ts'
import type { Around, Rule } from '../../model/rule.ts'
import type { Organization } from '../organizations/organization-schema.ts'
import type { Region } from '../regions/region-schema.ts'
import type { Agreement } from './agreement-schema.ts'

const bodyOf = (around: Around, id: string) => around.record('organizations', id) as Organization | undefined

const regionOf = (around: Around, id: string) => around.record('regions', id) as Region | undefined

/** A region, all that it lies in, and its members. */
function reach(around: Around, id: string): string[] {
  return [...lineFrom(id, (one) => regionOf(around, one)?.parent), ...(regionOf(around, id)?.members ?? [])]
}

const kindOf = (around: Around, id: string) => regionOf(around, id)?.kind

/** Whether a body may sign for a party: it lies there, or the one acts for the Mainland as a whole and the other is of it. */
function speaksFor(around: Around, { region, side }: Organization, party: string): boolean {
  if (region === null) return false
  if (kindOf(around, party) === 'central') return side === 'mainland'
  if (kindOf(around, region) === 'central') return kindOf(around, party) !== 'sar'
  return reach(around, region).includes(party) || reach(around, party).includes(region)
}

export const partiesUnfit: Rule<Agreement> = {
  name: 'parties-unfit',
  level: 'warning',
  why: texts(
    'A body signed that belongs to none of the parties, or a party of a document whose signatories are all known has none.',
    '有簽署機構不屬於任何一方，或簽署機構已全部列明的文件有一方沒有簽署機構。',
    '有签署机构不属于任何一方，或签署机构已全部列明的文件有一方没有签署机构。',
  ),
  find({ parties, signatories, signatoriesKnown }, around) {
    const bodies = signatories.map(({ organization }) => bodyOf(around, organization))
    const strangers = bodies.flatMap((body, at) =>
      body?.region && !parties.some((party) => speaksFor(around, body, party))
        ? [{ pointer: `/signatories/${at}`, found: body.region }]
        : [],
    )
    if (signatoriesKnown !== 'all' || bodies.some((body) => !body?.region)) return strangers
    const silent = parties.flatMap((party, at) =>
      bodies.some((body) => body && speaksFor(around, body, party))
        ? []
        : [{ pointer: `/parties/${at}`, found: party }],
    )
    return [...strangers, ...silent]
  },
}

export const sideUnfit: Rule<Agreement> = {
  name: 'side-unfit',
  level: 'error',
  why: texts(
    'A body signed on another side than its own.',
    '簽署機構所列的一方與其所屬的一方不同。',
    '签署机构所列的一方与其所属的一方不同。',
  ),
  find: ({ signatories }, around) =>
    signatories.flatMap(({ organization, side }, at) => {
      const own = bodyOf(around, organization)?.side
      return own && own !== side ? [{ pointer: `/signatories/${at}/side`, found: `${side}, ${own}` }] : []
    }),
}

export const witnessSigns: Rule<Agreement> = {
  name: 'witness-as-signatory',
  level: 'error',
  why: texts('Whoever witnessed a signing did not sign.', '見證簽署的人沒有簽署文件。', '见证签署的人没有签署文件。'),
  find: ({ signatories }) =>
    signatories.flatMap(({ capacity, post }, at) =>
      [capacity, post].some((words) =>
        Object.values(words ?? {}).some((text) => /witness|見證|见证|監簽|监签/i.test(text ?? '')),
      )
        ? [{ pointer: `/signatories/${at}` }]
        : [],
    ),
}

const ofDepartments = {
  en: /\b(?:Bureau|Department|Commission|Authority|Administration|Office|Board)s?\b/,
  zh: /局(?!面)|廳|厅|署(?!名)|委員會|委员会/u,
}

export const signedByGovernments: Rule<Agreement> = {
  name: 'departments-as-governments',
  level: 'warning',
  why: texts(
    'The title names departments, and only governments are given as signatories: a departmental document is signed by the departments.',
    '文件題目列出部門，但簽署機構只有政府：部門文件由部門簽署。',
    '文件题目列出部门，但签署机构只有政府：部门文件由部门签署。',
  ),
  find({ title, signatories }, around) {
    const governments = signatories.filter(({ organization }) => bodyOf(around, organization)?.kind === 'government')
    const named = Object.entries(title).find(([language, words]) =>
      ofDepartments[language === 'en' ? 'en' : 'zh'].test(words ?? ''),
    )
    return named && governments.length > 0 && governments.length === signatories.length
      ? [{ pointer: '/signatories', found: named[1] ?? '' }]
      : []
  },
}
