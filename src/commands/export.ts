import { writeFolder, writeLines } from '../copy/write-dataset.ts'
import { type CommandInput, readWords, withDatabase, withProgress } from './command.ts'

/** `export`: writes all records in the format that import reads; without a word, into `export/`. */
export async function exportRecords({ words, config, nouns, say }: CommandInput): Promise<void> {
  const [target = 'export'] = readWords(words, { command: 'export', most: 1 }).words
  const write = target.endsWith('.ndjson') ? writeLines : writeFolder
  const count = await withProgress('Exported', (show) =>
    withDatabase({ config, nouns, say }, ({ leader }) => write(leader, nouns, target, show)),
  )
  say(`${count} records written to ${target}.`)
}
