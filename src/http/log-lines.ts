const longest = 32_768
const latest = 500

let held = ''
let timer: NodeJS.Timeout | undefined

/** Standard output for log lines. They are written together, at the latest after half a second and when the process ends. */
export const logLines = {
  write(line: string): void {
    held += line
    if (held.length >= longest) flushLog()
    else timer ??= setTimeout(flushLog, latest).unref()
  },
}

export function flushLog(): void {
  clearTimeout(timer)
  timer = undefined
  if (held !== '') process.stdout.write(held)
  held = ''
}

process.on('exit', flushLog)
