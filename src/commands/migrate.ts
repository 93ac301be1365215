import { type CommandInput, withDatabase } from './command.ts'

/** Brings the database to the shape that this version of the service needs. */
export async function migrate({ config, say }: CommandInput): Promise<void> {
  await withDatabase(config, async () => say('The database is up to date.'))
}
