import { type CommandInput, readWords, withDatabase } from './command.ts'

/** Brings the database to the shape that this version of the service needs. */
export async function migrate({ words, config, nouns, say }: CommandInput): Promise<void> {
  readWords(words, { takes: 'migrate takes no words.' })
  await withDatabase({ config, nouns }, async () => say('The database is up to date.'))
}
