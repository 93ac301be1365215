import { type ChangePage, type ChangesRequest, listChanges } from '../../log/change-queries.ts'
import type { LogCursor } from '../../log/log-cursor.ts'
import type { Registry } from '../../read/registry.ts'

/**
 * A page of the feed, which tells of nothing that the leader has not: what a replica shows beyond that may yet be undone, and
 * its cursor would be one of another log. Undefined where the cursor is not one of this log.
 */
export async function readFeedPage(
  registry: Registry,
  after: LogCursor,
  request: ChangesRequest,
): Promise<ChangePage | undefined> {
  const page = await readTold(registry, after, request)
  if (page) registry.head.seen(page.head)
  return page
}

async function readTold({ db, newest, head }: Registry, after: LogCursor, request: ChangesRequest) {
  const page = await listChanges(db, after, request)
  if (!page || db === newest) return page
  const told = await head.toldUpTo(page.head)
  return page.head <= told ? page : listChanges(db, after, { ...request, upTo: Math.max(told, after.seq) })
}
