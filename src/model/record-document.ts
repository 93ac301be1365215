import { z } from 'zod'

/** A record as clients write it, seen by an engine that knows no particular noun. */
export interface RecordDocument {
  id: string
  formerIds?: string[]
  [field: string]: unknown
}

/** The fields that the registry gives each record; a client may send them back only unchanged. */
export const ownedFields = {
  version: z.int().min(1).max(1_000_000_000).describe('1, 2, …: one step for each change of this record.'),
  createdAt: z.iso.datetime().describe('When the first version was committed, UTC, to the microsecond.'),
  updatedAt: z.iso.datetime().describe('When this version was committed, UTC, to the microsecond.'),
}
export type OwnedFields = z.infer<z.ZodObject<typeof ownedFields>>
export type StoredDocument = RecordDocument & OwnedFields
