import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { release } from '../../src/commands/release.ts'
import { readConfig } from '../../src/config.ts'
import { nouns } from '../../src/nouns/all.ts'
import type { Example } from './records.ts'

/** Writes records into a folder, a file for each noun. */
export function writeRecords(folder: string, records: Example[]): void {
  for (const noun of nouns.keys()) {
    const own = records.filter((one) => one.noun === noun).map(({ record }) => record)
    writeFileSync(join(folder, `${noun}.json`), JSON.stringify(own))
  }
}

/** Writes records into a folder of its own. */
export function inFolder(records: Example[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-records-'))
  writeRecords(folder, records)
  return folder
}

/** Writes records into a folder and names them as an edition; gives what the command said. */
export async function released(folder: string, name: string, records: Example[]): Promise<string> {
  writeRecords(folder, records)
  let said = ''
  const say = (line: string) => {
    said += line
  }
  await release({ words: [name, folder, '--read-until', '2026-10-31'], config: readConfig({}), nouns, say })
  return said
}
