import type { ChangePage, ChangesRequest } from '../../log/change-queries.ts'
import { cursorGone, type LogCursor } from '../../log/log-cursor.ts'
import { isBeyondStandby, notYet } from '../../log/moments.ts'
import { Unavailable } from '../../problems/problems.ts'
import type { Registry } from '../../read/registry.ts'
import { readFeedPage } from './feed-page.ts'

export type ReadPage = (after: LogCursor, request: ChangesRequest) => Promise<ChangePage>

/**
 * Reads pages of the feed, each once for all who ask for it meanwhile at the same position: one write wakes hundreds who
 * wait for the same.
 */
export function sharedPages(registry: Registry): ReadPage {
  const readings = new Map<string, Promise<ChangePage>>()

  async function read(after: LogCursor, request: ChangesRequest): Promise<ChangePage> {
    const page = await readFeedPage(registry, after, request)
    if (page) return page
    throw (await isBeyondStandby(registry.newest, after.seq)) ? new Unavailable(1, notYet) : cursorGone()
  }
  return (after, request) => {
    const position = registry.head.present.current()
    // A reading that is under way may have begun before a position that this request names by minSeq.
    if (!position) return read(after, request)
    const key = JSON.stringify([after, request, position])
    const reading = readings.get(key) ?? read(after, request).finally(() => readings.delete(key))
    readings.set(key, reading)
    return reading
  }
}
