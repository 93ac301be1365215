import { toLine } from '../copy/check-dataset.ts'
import { importDataset, wholeAtMost } from '../copy/import-dataset.ts'
import { readDataset } from '../copy/read-dataset.ts'
import { nouns } from '../nouns/all.ts'
import { type CommandInput, CommandProblem, progressOf, withDatabase } from './command.ts'

/** `import <files|folder> [--dry-run]`: writes the records of a data set and says what changed. */
export async function importRecords({ words, config, say }: CommandInput): Promise<void> {
  const dryRun = words.includes('--dry-run')
  const paths = words.filter((word) => word !== '--dry-run')
  const unknown = paths.find((word) => word.startsWith('-'))
  if (unknown) throw new CommandProblem(`import knows no option ${unknown}; it takes --dry-run.`)
  if (paths.length === 0) throw new CommandProblem('import needs the files or the folder to read.')
  const progress = progressOf('Imported')
  const report = await withDatabase(config, async ({ db, vacuum }) => {
    const report = await importDataset(db, nouns, readDataset(paths), {
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
