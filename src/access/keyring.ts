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

/** Checks keys, and remembers each for some seconds. */
export interface Keyring {
  check(key: string): Promise<Principal | Refusal>
  /** To be called after a revocation, so that it takes effect in this process at once. */
  forget(id: string): void
}

const rememberedFor = 15_000
const mostKeys = 1_000

interface RememberedKey {
  credential: Credential
  isNoted: boolean
}

// A key with an unknown id is compared with this, so that the answer takes as long as for a known id.
const nobody: Credential = { digest: Buffer.alloc(32), scopes: [], expiresAt: null, revokedAt: null }

export function openKeyring(db: Database, adminKey: string | undefined): Keyring {
  const adminDigest = adminKey === undefined ? undefined : digestOf(adminKey)
  const credentials = keepForAWhile<RememberedKey>({ name: 'keys', milliseconds: rememberedFor, most: mostKeys })

  function keyOf(id: string): Promise<RememberedKey | undefined> {
    return credentials.share(id, async () => {
      const credential = await findCredential(db, id)
      return credential && { credential, isNoted: false }
    })
  }

  /** Notes a use once for each time that the key is read, and the database at most once a minute. */
  function noteOnce(id: string, key: RememberedKey): void {
    if (key.isNoted) return
    key.isNoted = true
    // Nobody waits for this note, and one that fails does no harm.
    noteUse(db, id).catch(() => {})
  }

  return {
    async check(key) {
      const digest = digestOf(key)
      if (adminDigest && timingSafeEqual(digest, adminDigest)) return { actor: 'admin', scopes: ['admin'] }
      const id = idOfKey(key)
      if (id === undefined) return 'wrong'
      const known = await keyOf(id)
      const credential = known?.credential ?? nobody
      if (!timingSafeEqual(digest, credential.digest)) return 'wrong'
      if (credential.revokedAt !== null) return 'revoked'
      if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= Date.now()) return 'expired'
      if (known) noteOnce(id, known)
      return { actor: `key:${id}`, scopes: credential.scopes }
    },
    forget: (id) => credentials.forget(id),
  }
}
