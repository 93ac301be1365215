import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/connect.ts'
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
const usesNotedEvery = 60_000
// A key with an unknown id is compared with this, so that the answer takes as long as for a known id.
const nobody: Credential = { digest: Buffer.alloc(32), scopes: [], expiresAt: null, revokedAt: null }

export function openKeyring(db: Database, adminKey: string | undefined): Keyring {
  const adminDigest = adminKey === undefined ? undefined : digestOf(adminKey)
  const known = new Map<string, { credential: Credential; readAt: number }>()
  const usedAt = new Map<string, number>()
  let revocations = 0

  async function credentialOf(id: string): Promise<Credential | undefined> {
    const remembered = known.get(id)
    if (remembered && Date.now() - remembered.readAt < rememberedFor) return remembered.credential
    const [readAt, revocationsBefore] = [Date.now(), revocations]
    const credential = await findCredential(db, id)
    if (credential && revocations === revocationsBefore) known.set(id, { credential, readAt })
    return credential
  }

  function noteSometimes(id: string): void {
    if (Date.now() - (usedAt.get(id) ?? 0) < usesNotedEvery) return
    usedAt.set(id, Date.now())
    // Nobody waits for this note, and one that fails does no harm.
    noteUse(db, id).catch(() => {})
  }

  return {
    async check(key) {
      const digest = digestOf(key)
      if (adminDigest && timingSafeEqual(digest, adminDigest)) return { actor: 'admin', scopes: ['admin'] }
      const id = idOfKey(key)
      if (id === undefined) return 'wrong'
      const credential = (await credentialOf(id)) ?? nobody
      if (!timingSafeEqual(digest, credential.digest)) return 'wrong'
      if (credential.revokedAt !== null) return 'revoked'
      if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= Date.now()) return 'expired'
      noteSometimes(id)
      return { actor: `key:${id}`, scopes: credential.scopes }
    },
    forget(id) {
      revocations += 1
      known.delete(id)
    },
  }
}
