/** The answer to a write. */
export interface WriteAnswer {
  status: number
  headers: Record<string, string>
  body: string | null
  /** The version that is the body. Its text is whole once it is committed. */
  versionId?: number | null
  /** The revision that was written. */
  tx?: string | null
  /** The log position, if nothing was written; that of a revision is known once it is committed. */
  seq?: number | null
}
