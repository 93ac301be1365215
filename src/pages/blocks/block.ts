import type { VNode } from 'preact'
import type { StoredDocument } from '../../model/record-document.ts'
import type { Registry } from '../../read/registry.ts'
import type { Ref } from '../names.ts'
import type { Reader } from '../reader.ts'
import type { Showing } from '../value.tsx'

/** What a noun shows of its records beyond their fields: it reads first, and then draws with the names of what it has read. */
export type Block = (registry: Registry, document: StoredDocument, reader: Reader) => Promise<ReadBlock | undefined>

export interface ReadBlock {
  /** The records that it names. */
  refs: Ref[]
  show: (showing: Showing) => VNode
}
