import { verifyLog } from '../log/verify.ts'
import { type CommandInput, CommandProblem, readWords, withDatabase } from './command.ts'

/** `verify`: recomputes the log and its hash chain, and compares the present state with it. */
export async function verify({ words, config, nouns, say }: CommandInput): Promise<void> {
  readWords(words, { command: 'verify' })
  let faults = 0
  const tell = (fault: string) => {
    faults += 1
    say(fault)
  }
  const { changes, revisions, root } = await withDatabase({ config, nouns, say }, ({ leader }) =>
    verifyLog(leader, nouns, tell),
  )
  const extent = `${changes} changes in ${revisions} revisions`
  if (faults > 0) throw new CommandProblem(`${faults} faults in ${extent}.`)
  say(`${extent}, nothing amiss. State root ${root}.`)
}
