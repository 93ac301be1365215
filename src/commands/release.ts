import { toLine } from '../copy/check-dataset.ts'
import { checkRules, toRuleLine } from '../copy/check-rules.ts'
import {
  type EditionFile,
  EditionProblem,
  faultsOf,
  readEdition,
  readEditionRecords,
  releaseEdition,
} from '../copy/edition-file.ts'
import { edition } from '../log/editions.ts'
import { refusing } from '../model/run-rules.ts'
import { asCommandProblem, type CommandInput, CommandProblem, readWords } from './command.ts'
import { takesOf } from './usage.ts'

/** `release`: names the present state of a folder of records as an edition. */
export async function release({ words, nouns, say }: CommandInput): Promise<void> {
  const {
    flags,
    words: [given, folder = 'seeds'],
  } = readWords(
    words,
    { command: 'release', least: 1, most: 2 },
    { 'read-until': { type: 'string' }, since: { type: 'string' } },
  )
  const named = edition
    .pick({ name: true, readUntil: true })
    .safeParse({ name: given, readUntil: flags['read-until'] ?? null })
  if (!named.success) throw new CommandProblem(`${faultsOf(named.error)} ${takesOf('release')}`)
  const read = await readEditionRecords(nouns, folder)
  const byRule = await checkRules(read.sound, refusing)
  const errors = [...read.findings.map(toLine), ...byRule.map(toRuleLine)]
  for (const line of errors) say(line)
  if (errors.length > 0) throw new CommandProblem(`${errors.length} errors: nothing was released.`)
  const { name, root, changed } = await asCommandProblem(
    editionBefore(flags.since).then((before) => releaseEdition(folder, named.data, read, before)),
    EditionProblem,
  )
  const { added, renamed, removed } = changed
  say(
    `${name}: ${added.length} added, ${changed.changed.length} changed, ${renamed.length} renamed, ${removed.length} removed. State root ${root}.`,
  )
}

async function editionBefore(path: string | undefined): Promise<EditionFile | undefined> {
  if (path === undefined) return undefined
  const before = await readEdition(path)
  if (!before) throw new EditionProblem(`There is no file ${path}.`)
  return before
}
