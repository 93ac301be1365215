import { checkFiles, toLine } from '../copy/check-dataset.ts'
import { checkRules, toRuleLine } from '../copy/check-rules.ts'
import { type CommandInput, CommandProblem, readWords } from './command.ts'

/** `check`: reports every fault of a data set, without a database. Warnings are reported and are no failure. */
export async function check(input: CommandInput): Promise<void> {
  const { nouns, say } = input
  const { words } = readWords(input.words, { command: 'check', least: 1, most: Infinity })
  const { entries, findings, sound } = await checkFiles(nouns, words)
  for (const finding of findings) say(toLine(finding))
  const byRule = await checkRules(sound)
  for (const finding of byRule) say(toRuleLine(finding))
  const errors = findings.length + byRule.filter(({ level }) => level === 'error').length
  const warnings = findings.length + byRule.length - errors
  if (errors > 0) throw new CommandProblem(`${errors} errors, ${warnings} warnings in ${entries.length} records.`)
  say(
    warnings > 0
      ? `${entries.length} records, no errors, ${warnings} warnings.`
      : `${entries.length} records, nothing amiss.`,
  )
}
