import { verifyLog } from '../history/verify.ts'
import { nouns } from '../nouns/all.ts'
import { type CommandInput, CommandProblem, withDatabase } from './command.ts'

/** `verify`: recomputes the log and its hash chain, and compares the present state with it. */
export async function verify({ words, config, say }: CommandInput): Promise<void> {
  if (words.length > 0) throw new CommandProblem('verify takes no words.')
  let faults = 0
  await withDatabase(config, async ({ db }) => {
    for await (const fault of verifyLog(db, nouns)) {
      faults += 1
      say(fault)
    }
  })
  if (faults > 0) throw new CommandProblem(`The log does not verify: ${faults} faults.`)
  say('The log verifies.')
}
