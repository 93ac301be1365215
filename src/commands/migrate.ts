import { reprojectAll } from '../write/reproject.ts'
import { type CommandInput, CommandProblem, readWords, withDatabase } from './command.ts'

/**
 * `migrate`: brings the database to the shape that this version of the service needs,
 * and gives a role the rights and the settings that the service works with. It makes all rows again where that is asked
 * for: rows that instances of another release have written lack what only this one puts into them.
 */
export async function migrate({ words, config, nouns, say }: CommandInput): Promise<void> {
  const known = { 'grant-to': { type: 'string' }, remake: { type: 'boolean' } } as const
  const { 'grant-to': role, remake: isRemaking } = readWords(words, { command: 'migrate' }, known).flags
  await withDatabase({ config, nouns, say }, async ({ leader, grant }) => {
    say('The database is up to date.')
    if (isRemaking) {
      await reprojectAll(leader, nouns)
      say('All rows are made again.')
    }
    if (!role) return
    if (!grant) throw new CommandProblem('The embedded database has no roles.')
    await grant(role)
    say(`The role ${role} may serve.`)
  })
}
