import type { Server } from '../http/server.ts'
import { findVersion } from '../log/version-queries.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { NotFound } from '../problems/problems.ts'
import { movedTo } from '../read/absence.ts'
import type { Registry } from '../read/registry.ts'
import { readNamed } from './names.ts'
import { readers, versionAddress } from './reader.ts'
import { sendPage } from './send-page.ts'
import { VersionPage } from './version-page.tsx'

/** `GET /{lang}/{noun}/{id}/versions/{n}`: what a version changed. */
export function versionPageRoutes(app: Server, registry: Registry, base: string): void {
  const { db, nouns } = registry
  for (const noun of nouns.values())
    for (const reader of readers) {
      const path = `/${reader.path}/${noun.name}/:id/versions/:n`
      app.get(path, { schema: { hide: true } }, async (request, reply) => {
        const { id, n } = request.params as { id: string; n: string }
        const number = /^[1-9]\d{0,8}$/.test(n) ? Number(n) : 0
        // Versions never change, so it does not matter that they are not read at one moment.
        const [version, before] = await Promise.all(
          [number, number - 1].map((one) => findVersion(db, noun.name, id, one)),
        )
        if (!version) {
          const newId = await movedTo(db, noun, id)
          if (!newId) throw new NotFound(noun.names.singular, `${id}/versions/${n}`)
          return reply.redirect(versionAddress(reader, noun.name, newId, n), 308)
        }
        const { seq, at, body } = version
        const present = JSON.parse(body) as StoredDocument
        const past = JSON.parse(before?.body ?? '{}') as StoredDocument
        const refs = [present, past].flatMap((document) => noun.referencesIn(document))
        const named = await readNamed(registry, refs, seq)
        const page = VersionPage({ reader, nouns, noun, base, named, id, number, at, present, past })
        return sendPage(request, reply, registry, reader, { seq, page })
      })
    }
}
