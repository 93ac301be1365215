const beganAt = performance.now()

/** Prints one line of progress. */
export function say(line: string): void {
  const seconds = Math.round((performance.now() - beganAt) / 1000)
  process.stderr.write(
    `[${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}] ${line}\n`,
  )
}
