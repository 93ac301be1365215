import type { ChangePage } from '../../log/change-queries.ts'
import { encodeLogCursor } from '../../log/log-cursor.ts'
import { joinList, joinMembers } from '../send.ts'

/** A page of changes as JSON bytes; stored records are put in as they are. */
export function pageText({ changes, scanned, head }: ChangePage, withRecord: boolean): Buffer {
  const members = joinMembers({
    cursor: JSON.stringify(encodeLogCursor(scanned)),
    head: String(head),
    hasMore: String(scanned.seq < head),
  })
  return joinList(
    'changes',
    changes.map((change) => Buffer.from(changeText(change, withRecord))),
    members,
  )
}

/** One change as JSON; its name and its record are put in as they are. */
export function changeText(
  { seq, rev, noun, id, version, op, kind, at, fields, reason, label, record }: ChangePage['changes'][number],
  withRecord: boolean,
): string {
  const text = JSON.stringify({ seq, rev, noun, id, version, op, kind, at, fields, reason })
  return `${text.slice(0, -1)},"label":${label}${withRecord ? `,"record":${record}` : ''}}`
}
