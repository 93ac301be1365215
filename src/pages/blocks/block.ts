import type { VNode } from 'preact'
import type { StoredDocument } from '../../model/record-document.ts'
import type { RecordName } from '../../model/record-name.ts'
import type { View } from '../../read/registry.ts'
import type { RecordsRead } from '../names.ts'
import type { LooksAt, Related } from '../related.tsx'
import type { Showing } from '../value.tsx'

/**
 * The part of a record's page that its noun adds to the fields. It is read in two steps: its own statements run beside
 * those of the page, and their results are then put together with the record and what refers to it.
 */
export interface Block {
  looksAt?: LooksAt
  /** Set where its statements look at many records. */
  heavy?: boolean
  read: (asked: BlockOf) => Promise<MakeBlock>
}

export interface BlockOf {
  view: View
  id: string
  /** Reports the position of each statement. */
  isOf: (seq: number) => void
}

/** Undefined where there is nothing to show. */
export type MakeBlock = (found: Found) => ReadBlock | undefined

export interface Found {
  document: StoredDocument
  related: Related[]
}

/** A block that reads nothing beyond the record and what refers to it. */
export const madeOf = (make: MakeBlock) => async () => make

export interface ReadBlock {
  /** The records that it names. */
  refs: RecordName[]
  /** Those of them that it has read. */
  read?: RecordsRead
  show: (showing: Showing) => VNode
}
