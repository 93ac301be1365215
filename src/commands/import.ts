import { toLine } from '../copy/check-dataset.ts'
import { importDataset, wholeAtMost } from '../copy/import-dataset.ts'
import { readDataset } from '../copy/read-dataset.ts'
import { type CommandInput, CommandProblem, progressOf, readWords, withDatabase } from './command.ts'

/** `import <files|folder> [--dry-run]`: writes the records of a data set and says what changed. */
export async function importRecords({ words, config, nouns, say }: CommandInput): Promise<void> {
  const { flags, words: paths } = readWords(
    words,
    { takes: 'import takes the files or the folder to read, and --dry-run.', least: 1, most: Infinity },
    { 'dry-run': { type: 'boolean', default: false } },
  )
  const dryRun = flags['dry-run']
  const progress = progressOf('Imported')
  const report = await withDatabase({ config, nouns, say }, async ({ db, vacuum }) => {
    const report = await importDataset(db, nouns, readDataset(nouns, paths), {
      actor: 'import',
      reason: `Import of ${paths.join(', ')}`,
      dryRun,
      progress: progress.show,
    })
    if (!dryRun && report.created + report.updated > wholeAtMost) await vacuum()
    return report
  })
  progress.done()
  for (const finding of report.findings) say(toLine(finding))
  const { created, updated, unchanged, failed } = report
  const summary = `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`
  if (failed > 0) throw new CommandProblem(`${summary}.`)
  say(`${summary}${dryRun ? ' (dry run: nothing was written)' : ''}.`)
}
