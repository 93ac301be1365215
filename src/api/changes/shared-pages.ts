import type { ChangePage, ChangesRequest } from '../../log/change-queries.ts'
import { cursorGone, type LogCursor } from '../../log/log-cursor.ts'
import { isBeyondStandby, notYet } from '../../log/moments.ts'
import { Unavailable } from '../../problems/problems.ts'
import type { Registry } from '../../read/registry.ts'
import { readFeedPage } from './feed-page.ts'

/** Reads a page that nobody else is reading, such as in a turn. */
type Step = <T>(read: () => Promise<T>) => Promise<T>

/**
 * Pages of the feed, each read once for all who ask for it meanwhile at the same position: one write wakes hundreds who
 * wait for the same.
 */
export interface Pages {
  /** Undefined where the cursor is not one of this log. */
  find(after: LogCursor, request: ChangesRequest, step?: Step): Promise<ChangePage | undefined>
  read(after: LogCursor, request: ChangesRequest, step?: Step): Promise<ChangePage>
}

export function sharedPages(registry: Registry): Pages {
  const readings = new Map<string, Promise<ChangePage | undefined>>()

  function find(after: LogCursor, request: ChangesRequest, step?: Step) {
    const readPage = () => readFeedPage(registry, after, request)
    const read = () => (step ? step(readPage) : readPage())
    const position = registry.head.present.current()
    // A reading that is under way may have begun before a position that this request names by minSeq.
    if (!position) return read()
    // A request that has a turn already does not wait for another.
    const key = JSON.stringify([after, request, position, step !== undefined])
    const reading = readings.get(key) ?? read().finally(() => readings.delete(key))
    readings.set(key, reading)
    return reading
  }
  return {
    find,
    async read(after, request, step) {
      const page = await find(after, request, step)
      if (page) return page
      throw (await isBeyondStandby(registry.newest, after.seq))
        ? new Unavailable(1, notYet)
        : await cursorGone(registry.newest, after)
    },
  }
}
