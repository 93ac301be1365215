import pino from 'pino'

/** So much is written at once, unless it is older than half a second. */
const minLength = 32 * 1024

/** Standard output for log lines. They are written together, at the latest after half a second and when the process ends. */
export const logLines = pino.destination({
  dest: 1,
  sync: false,
  minLength,
  maxWrite: 2 * minLength,
  periodicFlush: 500,
})
