import { parseArgs } from 'node:util'
import { createKey, listKeys, revokeKey } from '../access/key-queries.ts'
import { type KeyRequest, keyRequest, scopes, type WriterKey } from '../access/key-schema.ts'
import { type CommandInput, CommandProblem, withDatabase } from './command.ts'

const help = `keys create --label <text> --scope <${scopes.join('|')}>... [--expires <instant>], keys list, or keys revoke <id>`

/** `keys create|list|revoke`: the keys of writers. */
export async function keys({ words: [word, ...rest], config, say }: CommandInput): Promise<void> {
  if (word === 'create') {
    const request = toRequest(rest)
    const made = await withDatabase(config, ({ db }) => createKey(db, request, 'command'))
    say(`Key ${made.id} for "${made.label}" may ${made.scopes.join(', ')}. It is shown this once:\n${made.key}`)
  } else if (word === 'list' && rest.length === 0) {
    const all = await withDatabase(config, ({ db }) => listKeys(db))
    for (const key of all) say(toLine(key))
    if (all.length === 0) say('There are no keys.')
  } else if (word === 'revoke' && rest.length === 1) {
    const [id = ''] = rest
    const found = await withDatabase(config, ({ db }) => revokeKey(db, id))
    if (!found) throw new CommandProblem(`There is no key ${id}.`)
    say(`Key ${id} is revoked; a running service refuses it within 15 seconds.`)
  } else throw new CommandProblem(`keys takes ${help}.`)
}

function toRequest(args: string[]): KeyRequest {
  try {
    const { values } = parseArgs({
      args,
      options: {
        label: { type: 'string' },
        scope: { type: 'string', multiple: true },
        expires: { type: 'string' },
      },
    })
    return keyRequest.parse({ label: values.label, scopes: values.scope, expiresAt: values.expires ?? null })
  } catch {
    throw new CommandProblem(`That does not fit: ${help}. An instant looks like 2027-01-31T00:00:00Z.`)
  }
}

function toLine({ id, label, scopes, createdAt, expiresAt, revokedAt, lastUsedAt }: WriterKey): string {
  const expiry = expiresAt && `expires ${expiresAt}`
  const used = lastUsedAt ? `last used ${lastUsedAt}` : 'never used'
  const parts = [id, scopes.join(','), `made ${createdAt}`, revokedAt ? `revoked ${revokedAt}` : expiry, used, label]
  return parts.filter(Boolean).join('  ')
}
