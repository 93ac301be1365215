import { type CommandInput, CommandProblem, readWords, withDatabase } from './command.ts'

/**
 * `migrate [--grant-to <role>]`: brings the database to the shape that this version of the service needs, and gives a
 * role the rights and the settings that the service works with.
 */
export async function migrate({ words, config, nouns, say }: CommandInput): Promise<void> {
  const takes = 'migrate takes no words, or --grant-to and the role of the service.'
  const { 'grant-to': role } = readWords(words, { takes }, { 'grant-to': { type: 'string' } }).flags
  await withDatabase({ config, nouns, say }, async ({ grant }) => {
    say('The database is up to date.')
    if (!role) return
    if (!grant) throw new CommandProblem('The embedded database has no roles.')
    await grant(role)
    say(`The role ${role} may serve.`)
  })
}
