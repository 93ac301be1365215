import { readdir, readFile } from 'node:fs/promises'
import type { Results } from '../results.ts'

const folder = new URL('../results/', import.meta.url)

/** The newest results of this machine with another number of records. */
export async function earlierResults({ machine }: Results, records: number): Promise<Results | undefined> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(`-${records}.json`)).sort()
  for (const name of names.reverse()) {
    const earlier: Results = JSON.parse(await readFile(new URL(name, folder), 'utf8'))
    if (earlier.machine.id === machine.id) return earlier
  }
  return undefined
}
