import { toLine } from '../copy/check-dataset.ts'
import { EditionProblem } from '../copy/edition-file.ts'
import { importEdition } from '../copy/import-edition.ts'
import { importFiles } from '../copy/import-files.ts'
import {
  asCommandProblem,
  type CommandInput,
  CommandProblem,
  gatherStatistics,
  readWords,
  withDatabase,
  withProgress,
} from './command.ts'
import { takesOf } from './usage.ts'

/** `import`: writes the records of a data set and says what changed. */
export async function importRecords(input: CommandInput): Promise<void> {
  const { words, config, nouns, say } = input
  const { flags, words: paths } = readWords(
    words,
    { command: 'import', least: 1, most: Infinity },
    {
      'dry-run': { type: 'boolean', default: false },
      edition: { type: 'boolean', default: false },
      overwrite: { type: 'boolean', default: false },
    },
  )
  const dryRun = flags['dry-run']
  if (flags.edition) return bringUp(input, paths, { dryRun, overwrite: flags.overwrite })
  const author = { actor: 'import', reason: `Import of ${paths.join(', ')}` }
  const report = await withProgress('Imported', (progress) =>
    withDatabase({ config, nouns, say }, async ({ leader, vacuum }) => {
      const report = await importFiles(leader, nouns, paths, { ...author, dryRun, progress })
      if (!dryRun) await gatherStatistics(vacuum, report.created + report.updated)
      return report
    }),
  )
  for (const finding of report.findings) say(toLine(finding))
  const { created, updated, unchanged, failed } = report
  const summary = `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`
  if (failed > 0) throw new CommandProblem(`${summary}.`)
  say(`${summary}${dryRun ? ' (dry run: nothing was written)' : ''}.`)
}

/** Brings the registry up to the edition of a folder. */
async function bringUp(
  { config, nouns, say }: CommandInput,
  [folder = '', ...others]: string[],
  { dryRun, overwrite }: { dryRun: boolean; overwrite: boolean },
): Promise<void> {
  if (others.length > 0) throw new CommandProblem(takesOf('import'))
  const author = { actor: 'import', reason: `Edition of ${folder}` }
  const { name, created, updated, deleted, left } = await withDatabase({ config, nouns, say }, async (connection) => {
    const importing = importEdition(connection.leader, nouns, folder, { ...author, dryRun, overwrite })
    const report = await asCommandProblem(importing, EditionProblem)
    if (!dryRun) await gatherStatistics(connection.vacuum, report.created + report.updated + report.deleted)
    return report
  })
  for (const { record, detail } of left) say(`${record} is left: ${detail}`)
  const summary = `${name}: ${created} created, ${updated} updated, ${deleted} deleted, ${left.length} left`
  say(`${summary}${dryRun ? ' (dry run: nothing was written)' : ''}.`)
}
