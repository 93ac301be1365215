import type { ChangePage, ChangesRequest } from '../../log/change-queries.ts'
import { encodeLogCursor, type LogCursor } from '../../log/log-cursor.ts'
import { isBeyondStandby } from '../../log/moments.ts'
import type { Registry } from '../../read/registry.ts'
import { changeText } from './change-text.ts'

const heartbeat = 15_000

/**
 * The changes after a cursor as server-sent events, without end. The id of an event is the cursor behind it. When nothing
 * matches for a while, an empty event moves the id on, so that a client that follows a rare noun does not resume far behind.
 */
export async function* changeEvents(
  registry: Registry,
  start: LogCursor,
  request: ChangesRequest,
  findPage: (after: LogCursor) => Promise<ChangePage | undefined>,
  signal: AbortSignal,
  goneAt: (cursor: LogCursor) => Promise<object>,
  pause = heartbeat,
): AsyncGenerator<string> {
  const { db, newest, head } = registry
  yield 'retry: 3000\n\n'
  let confirmed: LogCursor | undefined
  for (let cursor = start; !signal.aborted; ) {
    const page = await findPage(cursor)
    if (!page && db !== newest && confirmed !== cursor) {
      // A replica may be behind the cursor. While nobody can say so, the stream ends, and its client resumes it.
      if (!(await head.refresh().catch(() => undefined))) return
      confirmed = cursor
      continue
    }
    if (!page && (await isBeyondStandby(newest, cursor.seq))) return
    if (!page) return yield `event: gone\ndata: ${JSON.stringify(await goneAt(cursor))}\n\n`
    for (const change of page.changes) {
      const id = encodeLogCursor({ epoch: cursor.epoch, seq: change.seq, chain: change.chain })
      yield `id: ${id}\nevent: change\ndata: ${changeText(change, request.withRecord)}\n\n`
    }
    cursor = page.scanned
    if (cursor.seq < page.head) continue
    if (!(await head.waitBeyond(page.head, pause, signal))) yield `: still here\nid: ${encodeLogCursor(cursor)}\n\n`
  }
}
