import type { VNode } from 'preact'
import type { StoredDocument } from '../../model/record-document.ts'
import type { Registry } from '../../read/registry.ts'
import type { Ref } from '../names.ts'
import type { Reader } from '../reader.ts'
import type { LooksAt, Related } from '../related.tsx'
import type { Showing } from '../value.tsx'

/** What a noun shows of its records beyond their fields: it reads first, and then draws with the names of what it has read. */
export interface Block {
  looksAt?: LooksAt
  read: (asked: BlockOf) => Promise<ReadBlock | undefined>
}

export interface BlockOf {
  registry: Registry
  document: StoredDocument
  reader: Reader
  /** What refers to the record, which is being read. */
  related: Promise<Related[]>
  /** To be told the position of each statement. */
  isOf: (seq: number) => void
}

export interface ReadBlock {
  /** The records that it names. */
  refs: Ref[]
  show: (showing: Showing) => VNode
}
