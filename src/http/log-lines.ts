import pino from 'pino'

let lines: ReturnType<typeof pino.destination> | undefined

/** Standard output for log lines. They are written together, at the latest after half a second and when the process ends. */
export function logLines() {
  if (!lines) {
    const opened = pino.destination({ dest: 1, minLength: 8_192, periodicFlush: 500, sync: true })
    process.on('exit', () => opened.flushSync())
    lines = opened
  }
  return lines
}
