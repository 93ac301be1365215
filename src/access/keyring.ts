import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/connect.ts'
import { keepForAWhile } from '../memory/for-a-while.ts'
import { type Credential, findCredential, noteUse } from './key-queries.ts'
import type { Scope } from './key-schema.ts'
import { digestOf, idOfKey } from './secret.ts'

/** The writer that a key speaks for, by the name that the history uses. */
export interface Principal {
  actor: string
  scopes: readonly Scope[]
}

export type Refusal = 'wrong' | 'expired' | 'revoked'

/** Checks keys, and remembers the right ones for a moment. */
export interface Keyring {
  check(key: string): Promise<Principal | Refusal>
  /** To be called with the digest of a key that was revoked, so that this takes effect in this process at once. */
  forget(digest: string): void
}

/** A revocation reaches every process within two seconds. */
const rememberedFor = 1_500
const mostKeys = 1_000
/** The last use of a key is noted to within a minute. */
const notedWithin = 60_000

export function openKeyring(db: Database, adminKey: string | undefined): Keyring {
  const adminDigest = adminKey === undefined ? undefined : digestOf(adminKey)
  // Keys are remembered by their digests and not by their ids. So a wrong key takes as long whether its id is in use or not.
  const credentials = keepForAWhile<Credential>({ name: 'keys', milliseconds: rememberedFor, most: mostKeys })
  const noted = keepForAWhile<object>({ name: 'uses', milliseconds: notedWithin, most: mostKeys })

  /** Nobody waits for this note, and one that fails does no harm. */
  function noteUseOf(id: string): void {
    noted.share(id, () => noteUse(db, id).then(() => ({}))).catch(() => {})
  }

  return {
    async check(key) {
      const digest = digestOf(key)
      if (adminDigest && timingSafeEqual(digest, adminDigest)) return { actor: 'admin', scopes: ['admin'] }
      const id = idOfKey(key)
      if (id === undefined) return 'wrong'
      const name = digest.toString('hex')
      const credential = await credentials.share(name, () => findCredential(db, id, name))
      if (!credential) return 'wrong'
      if (credential.revokedAt !== null) return 'revoked'
      if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= Date.now()) return 'expired'
      noteUseOf(id)
      return { actor: `key:${id}`, scopes: credential.scopes }
    },
    forget: (digest) => credentials.forget(digest),
  }
}
