import fs from 'node:fs'

const output = 1
/** Characters that are written at once, unless the oldest are half a second old. */
const atOnce = 32 * 1024
/** Characters that wait for an output which takes none. Further lines are lost. */
const mostHeld = 8 * 1024 * 1024
const tryAgainAfter = 100
/** At the end of the process, an output that is busy for so long a time is given up. */
const triesAtEnd = 50

let held: string[] = []
let length = 0
let isWriting = false
let lost = 0

/**
 * Standard output for log lines. They are written together, at the latest after half a second and when the process ends.
 * A line that the output does not take, such as a file on a full disk, is lost; pino's own destination would end the
 * process, or try for ever at its end.
 */
export const logLines = {
  write(line: string): void {
    if (length > mostHeld) {
      lost += 1
      return
    }
    held.push(line)
    length += line.length
    if (length >= atOnce) writeHeld()
  },
  lost: () => lost,
}

setInterval(writeHeld, 500).unref()
process.on('exit', writeRest)

function writeHeld(): void {
  if (isWriting || held.length === 0) return
  isWriting = true
  writeOn(takeHeld())
}

function writeOn(bytes: Buffer): void {
  fs.write(output, bytes, (error, written) => {
    if (isBusy(error)) return void setTimeout(writeOn, tryAgainAfter, bytes)
    if (error) lose(bytes)
    else if (written < bytes.length) return writeOn(bytes.subarray(written))
    isWriting = false
    if (length >= atOnce) writeHeld()
  })
}

function writeRest(): void {
  let rest = takeHeld()
  for (let tries = 0; rest.length > 0 && tries < triesAtEnd; ) {
    try {
      rest = rest.subarray(fs.writeSync(output, rest))
    } catch (error) {
      if (!isBusy(error)) return
      tries += 1
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, tryAgainAfter)
    }
  }
}

function takeHeld(): Buffer {
  const bytes = Buffer.from(held.join(''))
  held = []
  length = 0
  return bytes
}

function lose(bytes: Buffer): void {
  for (const byte of bytes) if (byte === 0x0a) lost += 1
}

const isBusy = (error: unknown) => ['EAGAIN', 'EBUSY'].includes(String((error as NodeJS.ErrnoException | null)?.code))
