import type { Test } from 'tap'
import { logLines } from '../../src/http/log-lines.ts'

/** The lines that the service logs from now on, which are not written until the test ends. */
export function collectLog(t: Pick<Test, 'teardown'>): string[] {
  const lines: string[] = []
  const { write } = logLines
  logLines.write = (line) => void lines.push(line)
  t.teardown(() => {
    logLines.write = write
  })
  return lines
}
