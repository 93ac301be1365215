import { createKey, listKeys, revokeKey } from '../access/key-queries.ts'
import { type KeyRequest, keyRequest, type WriterKey } from '../access/key-schema.ts'
import type { Violation } from '../problems/problems.ts'
import { parsed } from '../problems/validation.ts'
import { type CommandInput, CommandProblem, readWords, withDatabase } from './command.ts'
import { takesOf } from './usage.ts'

const command = 'keys'

/** `keys`: the keys of writers. */
export async function keys({ words: [word, ...rest], config, nouns, say }: CommandInput): Promise<void> {
  if (word === 'create') {
    const request = toRequest(rest)
    const made = await withDatabase({ config, nouns, say }, ({ leader }) => createKey(leader, request, 'command'))
    say(`Key ${made.id} for "${made.label}" may ${made.scopes.join(', ')}. It is shown this once:\n${made.key}`)
  } else if (word === 'list') {
    readWords(rest, { command })
    const all = await withDatabase({ config, nouns, say }, ({ leader }) => listKeys(leader))
    for (const key of all) say(toLine(key))
    if (all.length === 0) say('There are no keys.')
  } else if (word === 'revoke') {
    const [id = ''] = readWords(rest, { command, least: 1, most: 1 }).words
    const digest = await withDatabase({ config, nouns, say }, ({ leader }) => revokeKey(leader, id))
    if (digest === undefined) throw new CommandProblem(`There is no key ${id}.`)
    say(`Key ${id} is revoked; a running service refuses it within two seconds.`)
  } else throw new CommandProblem(takesOf(command))
}

function toRequest(words: string[]): KeyRequest {
  const known = {
    label: { type: 'string' },
    scope: { type: 'string', multiple: true },
    expires: { type: 'string' },
  } as const
  const { label, scope, expires = null } = readWords(words, { command }, known).flags
  const read = parsed(keyRequest, { label, scopes: scope, expiresAt: expires }, 'flags')
  if (read.violations) throw new CommandProblem(`${read.violations.map(toWords).join(' ')} ${takesOf(command)}`)
  return read.data
}

const flagOf: Readonly<Record<string, string>> = { label: '--label', scopes: '--scope', expiresAt: '--expires' }

function toWords({ parameter = '', detail }: Violation): string {
  return `${flagOf[parameter]}: ${detail.en}`
}

function toLine({ id, label, scopes, createdAt, expiresAt, revokedAt, lastUsedAt }: WriterKey): string {
  const expiry = expiresAt && `expires ${expiresAt}`
  const used = lastUsedAt ? `last used ${lastUsedAt}` : 'never used'
  const parts = [id, scopes.join(','), `made ${createdAt}`, revokedAt ? `revoked ${revokedAt}` : expiry, used, label]
  return parts.filter(Boolean).join('  ')
}
