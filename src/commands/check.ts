import { checkDataset, toLine } from '../copy/check-dataset.ts'
import { type DatasetEntry, readDataset } from '../copy/read-dataset.ts'
import { type CommandInput, CommandProblem, readWords } from './command.ts'

/** `check <files|folder>`: reports every fault of a data set, without a database. */
export async function check(input: CommandInput): Promise<void> {
  const { nouns, say } = input
  const takes = 'check takes the files or the folder to read.'
  const { words } = readWords(input.words, { takes, least: 1, most: Infinity })
  const entries: DatasetEntry[] = []
  for await (const entry of readDataset(nouns, words)) entries.push(entry)
  const findings = await checkDataset(nouns, entries, async () => new Set())
  for (const finding of findings) say(toLine(finding))
  if (findings.length > 0) throw new CommandProblem(`${findings.length} findings in ${entries.length} records.`)
  say(`${entries.length} records, nothing amiss.`)
}
