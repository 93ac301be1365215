import type { ChangeKind } from '../database/change-kinds.ts'
import { sha256 } from '../model/documents.ts'
import type { RecordDocument } from '../model/record-document.ts'
import type { NewVersion } from './write.ts'

/** The kind of change for an operation if the writer names none. */
const usualKind: Record<NewVersion['op'], ChangeKind> = {
  create: 'addition',
  update: 'correction',
  restore: 'correction',
  delete: 'retraction',
}

/** A new version as the log takes it, but for its text. */
export function versionRow(
  { noun, id, op, version, document, content, before, recordId, origin, ...own }: NewVersion,
  kind = own.kind ?? usualKind[op],
) {
  return {
    noun: noun.name,
    id,
    version,
    op,
    kind,
    sha256: `\\x${sha256(content)}`,
    record_id: recordId,
    fields: op === 'delete' ? [] : changedFields(before, document),
    label: JSON.stringify(noun.label(op === 'delete' && before ? before : document)),
    origin_at: origin?.updatedAt,
    origin_created_at: origin?.createdAt,
  }
}

/** The top-level members that differ; none of a new record, of which everything is new. */
function changedFields(before: RecordDocument | undefined, document: RecordDocument): string[] {
  if (!before) return []
  const names = new Set([...Object.keys(document), ...Object.keys(before)])
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(document[name]))
}
