import type { ChangeKind } from '../database/change-kinds.ts'
import type { Noun } from '../model/noun.ts'
import type { OwnedFields, RecordDocument } from '../model/record-document.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import type { Problem } from '../problems/problems.ts'

// Types that the files of this room share, and the questions that they all ask of them.

/** A write to one record. */
export interface Write {
  noun: Noun
  id: string
  change:
    | { op: 'put'; record: unknown /** Whether a deleted record comes back by it. */; revives?: boolean }
    | { op: 'patch'; patch: unknown }
    | { op: 'delete' }
    | { op: 'restore' }
  /**
   * The state that the write requires: a version (0 means none), a record with one of these tags, any record, or none
   * at all. `unstated` accepts a new record, and refuses to change an existing one until the client names the version
   * that it read.
   */
  expected?: number | string[] | 'present' | 'absent' | 'unstated'
}

/** The writer, the reason, and the kind of change, as the history shows them. */
export interface Author {
  actor: string
  reason?: string
  requestId?: string
  /** Without it, each change says what its operation commonly means. */
  kind?: ChangeKind
  /** The edition whose records are written. */
  edition?: string
}

/** A version that the log does not have yet. */
export interface NewVersion {
  noun: Noun
  id: string
  version: number
  op: 'create' | 'update' | 'delete' | 'restore'
  document: RecordDocument
  /** The text of the document, as it will be stored. */
  content: string
  kind?: ChangeKind
  /** The document of the version before. */
  before?: RecordDocument
  /** The first version of the record, which may have had another id; absent where this is the first. */
  recordId?: number
  /** In a mirror, what its origin prints. */
  origin?: Pick<OwnedFields, 'createdAt' | 'updatedAt'>
}

/** The result of one write: a problem, nothing to do, or a new version. */
export interface Decision {
  write: Write
  status: WriteResult['status']
  version: number
  problem?: Problem
  /** Absent when nothing changes. */
  next?: NewVersion
  /** The version that stands when nothing changes. */
  versionId?: number
}

export interface WriteResult {
  noun: NounName
  id: string
  status: 'created' | 'updated' | 'unchanged' | 'deleted' | 'failed'
  version?: number
  /** Where the log has that version. */
  versionId?: number
  problem?: Problem
}

/** The record of a write, or of a version, as one word. */
export function nameOfWrite({ noun, id }: { noun: Noun; id: string }): string {
  return nameOf({ noun: noun.name, id })
}

export type Written = Decision & { next: NewVersion }

/** The decisions by which a record stands in a new version: nothing is in the way, and it is no deletion. */
export function written(decisions: Decision[]): Written[] {
  return decisions.filter((one): one is Written => !one.problem && one.next !== undefined && one.next.op !== 'delete')
}
