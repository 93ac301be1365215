import { setTimeout as pause } from 'node:timers/promises'

const mostTries = 20
const firstPause = 100

/**
 * Reads a part of a table that is read in many. A busy database may end the statement for its time, and without another try
 * all parts would be read again, which keeps the database busy.
 */
export async function untilRead<Part>(read: () => Promise<Part>, isClosed: () => boolean): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read()
    } catch (error) {
      if (tries === mostTries || isClosed()) throw error
      await pause(firstPause * tries, undefined, { ref: false })
    }
  }
}
