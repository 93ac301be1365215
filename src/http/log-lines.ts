import pino from 'pino'

/** Bytes that are written at once, unless the oldest are half a second old. */
const minLength = 32 * 1024

// Lines are held as bytes: held as text, all of them would be measured again for each line.
const output = pino.destination({
  dest: 1,
  sync: false,
  minLength,
  maxWrite: 2 * minLength,
  periodicFlush: 500,
  contentMode: 'buffer',
})

/** Standard output for log lines. They are written together, at the latest after half a second and when the process ends. */
export const logLines = {
  // The types of the destination know of text alone.
  write: (line: string) => void output.write(Buffer.from(line) as unknown as string),
}
