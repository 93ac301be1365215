/** The numbers of the advisory locks, which are the registry's own within its database. */
export const advisoryLocks = {
  /** Held while the tables are brought up to date. */
  migration: 7_412_026,
  /** Shared by all writers; one that deletes, or changes a tree that filters expand, holds it alone. */
  writers: 7_412_027,
  /** Held by whoever may close a circle of records. */
  chains: 7_412_028,
} as const
