import fs from 'node:fs'
import { logLines } from '../../src/http/log-lines.ts'

// A process that logs many lines, ends at once, and tells at the other output how often it wrote.
let writes = 0
const { write, writeSync } = fs
fs.write = ((...given: Parameters<typeof write>) => {
  writes += 1
  write(...given)
}) as typeof write
fs.writeSync = ((...given: Parameters<typeof writeSync>) => {
  writes += 1
  return writeSync(...given)
}) as typeof writeSync

for (let line = 0; line < 2000; line += 1) logLines.write(`{"line":${line}}\n`)
process.on('exit', () => process.stderr.write(String(writes)))
process.exit()
