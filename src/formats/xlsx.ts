import { once } from 'node:events'
import { startThread } from '../root.ts'
import type { SheetCell, ThreadData } from './xlsx-thread.ts'

/**
 * A workbook of a sheet with a row of headings that stays in view, and one with a text about it. It is made in a thread of
 * its own: ten thousand rows take more than a second, in which nobody else would be answered.
 */
export async function workbook(data: ThreadData, rows: AsyncIterable<SheetCell[][]>): Promise<Buffer> {
  const thread = startThread('xlsx-thread', import.meta.url, { workerData: data })
  const made = once(thread, 'message')
  // It is waited for below; until then the reading of rows may fail first.
  made.catch(() => {})
  try {
    for await (const some of rows) thread.postMessage(some)
    thread.postMessage(undefined)
    const [bytes] = (await made) as [Uint8Array]
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } finally {
    await thread.terminate()
  }
}
