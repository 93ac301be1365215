import { writeFolder, writeLines } from '../copy/write-dataset.ts'
import { nouns } from '../nouns/all.ts'
import { type CommandInput, CommandProblem, progressOf, withDatabase } from './command.ts'

/** `export [folder|file.ndjson]`: writes all records in the format that import reads; without a word, into `export/`. */
export async function exportRecords({ words, config, say }: CommandInput): Promise<void> {
  const [target = 'export', ...more] = words
  if (more.length > 0 || target.startsWith('-'))
    throw new CommandProblem('export takes one folder, or one file that ends in .ndjson.')
  const progress = progressOf('Exported')
  const write = target.endsWith('.ndjson') ? writeLines : writeFolder
  const count = await withDatabase(config, ({ db }) => write(db, nouns, target, progress.show))
  progress.done()
  say(`${count} records written to ${target}.`)
}
