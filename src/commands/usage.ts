import { scopes } from '../access/key-schema.ts'

/** The words that each command takes, and its work, in the order in which they are listed. */
const usages = {
  serve: { takes: '', does: 'answer over HTTP; the settings are environment variables' },
  migrate: { takes: '[--grant-to <role>] [--remake]', does: 'bring the database up to date' },
  import: {
    takes: '<file|folder>... [--dry-run], or <folder> --edition [--overwrite] [--dry-run]',
    does: 'write records, or bring the registry up to an edition, and say what changed',
  },
  export: { takes: '[folder|file.ndjson]', does: 'write all records to files' },
  release: {
    takes: '<name> [folder] [--read-until <day>] [--since <edition.json>]',
    does: 'name a state of the data files, those in seeds/ unless told otherwise',
  },
  check: { takes: '<file|folder>...', does: 'say what does not fit in a data set' },
  keys: {
    takes: `list, revoke <id>, or create --label <text> --scope <${scopes.join('|')}>... [--expires <instant such as 2027-01-31T00:00:00Z>]`,
    does: 'show, revoke and make the keys of writers',
  },
  verify: { takes: '', does: 'recompute the log, compare the state with it' },
  restored: { takes: '', does: 'say that the database was put back' },
  mirror: { takes: '<url> [--once]', does: 'keep this registry equal to another' },
  openapi: { takes: '[folder]', does: 'write openapi.json and openapi.yaml' },
}

export type CommandName = keyof typeof usages

/** One sentence on the words that a command takes, for a user who gave others. */
export const takesOf = (name: CommandName) => `${name} takes ${usages[name].takes || 'no words'}.`

/** All commands, for a user who asks for them. */
export const usage = [
  'Usage: registry <command>',
  ...Object.entries(usages).map(([name, { takes, does }]) => `  ${takes ? `${name} ${takes}` : name}\n      ${does}`),
].join('\n')
