import pino from 'pino'

/** Standard output for log lines. They are written together, at the latest after half a second and when the process ends. */
export const logLines = pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 500 })
