import { readHead } from '../log/head.ts'
import { restartLog } from '../log/restarts.ts'
import { type CommandInput, readWords, toldOfRestart, withDatabase } from './command.ts'

/** `restored`: to be said after the database was put back to an earlier state, where it could not notice by itself. */
export async function restored({ words, config, nouns, say }: CommandInput): Promise<void> {
  readWords(words, { command: 'restored' })
  await withDatabase({ config, nouns, say }, async ({ leader }) => {
    const { epoch } = await readHead(leader)
    await restartLog(leader, epoch, 'said by the command')
  })
  say(toldOfRestart)
}
