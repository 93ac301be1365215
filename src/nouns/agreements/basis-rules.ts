import { texts } from '../../language/texts.ts'
import type { Rule } from '../../model/rule.ts'
import type { Meeting } from '../meetings/meeting-schema.ts'
import { type Agreement, effectStatuses } from './agreement-schema.ts'

/** Whether a citation says that it supports one of these fields. */
const isCited = ({ citations }: Agreement, ...fields: string[]) =>
  citations.some((citation) => citation.fields?.some((pointer) => fields.some((field) => pointer.startsWith(field))))

export const countInferred: Rule<Agreement> = {
  name: 'count-inferred',
  level: 'warning',
  why: texts(
    'The meeting declares a number of documents, and that it counts this one is inferred; the number of missing documents is then not certain.',
    '會議公布了文件數目，但本文件是否計算在內只屬推斷，因此欠缺的文件數目並不確定。',
    '会议公布了文件数目，但本文件是否计算在内只属推断，因此欠缺的文件数目并不确定。',
  ),
  find({ meeting, countedInClaims, countedBasis }, around) {
    if (meeting === null || !countedInClaims || countedBasis === 'stated') return []
    const { claims } = (around.record('meetings', meeting) ?? {}) as Partial<Meeting>
    return claims?.some(({ measure }) => measure === 'agreements') ? [{ pointer: '/countedBasis' }] : []
  },
}

export const domainsUncited: Rule<Agreement> = {
  name: 'stated-domain-uncited',
  level: 'warning',
  why: texts(
    'The domains are said to be stated by a source, and no citation is for them.',
    '記錄稱範疇由來源列明，但沒有引用來源支持。',
    '记录称领域由来源列明，但没有引用来源支持。',
  ),
  find: (document) =>
    document.domainBasis === 'stated' && !isCited(document, '/domains') ? [{ pointer: '/domainBasis' }] : [],
}

export const effectUncited: Rule<Agreement> = {
  name: 'status-uncited',
  level: 'warning',
  why: texts(
    'Its effect or end is recorded, and no citation is for the status or for the day: signing alone says nothing of effect.',
    '記錄列明文件已生效或已終止，但沒有引用來源支持；簽署本身並不等於生效。',
    '记录列明文件已生效或已终止，但没有引用来源支持；签署本身并不等于生效。',
  ),
  find: (document) =>
    effectStatuses.some((status) => status === document.status) &&
    !isCited(document, '/status', '/effectiveOn', '/implementedOn', '/expiresOn', '/endedOn', '/term')
      ? [{ pointer: '/status', found: document.status }]
      : [],
}
