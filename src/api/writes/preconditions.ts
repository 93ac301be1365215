import type { FastifyRequest } from 'fastify'
import { tagsOf, withoutCoding } from '../../http/answer.ts'
import { texts } from '../../language/texts.ts'
import { Problem } from '../../problems/problems.ts'
import type { Write } from '../../write/write.ts'

/** The state that a change requires, as `If-Match` and `If-None-Match` say. */
export function expectedBy(request: FastifyRequest): Write['expected'] {
  const match = tagsOf(request, 'if-match')
  const noneMatch = tagsOf(request, 'if-none-match')
  if (noneMatch !== undefined && (noneMatch !== '*' || match !== undefined)) throw new Problem('bad-request', onlyAny)
  if (noneMatch === '*') return 'absent'
  if (match === '*') return 'present'
  return match?.map(withoutCoding) ?? 'unstated'
}

const onlyAny = texts(
  'On a write, If-None-Match can only be *, and not beside If-Match.',
  '寫入時，If-None-Match 只可為 *，且不可與 If-Match 並用。',
  '写入时，If-None-Match 只可为 *，且不可与 If-Match 并用。',
)
