import type { Server } from '../http/server.ts'
import type { Noun } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { requireNewId } from '../read/absence.ts'
import { readAtOnePosition } from '../read/as-of.ts'
import { contextReader, type RecordContext, type Referring } from '../read/record-context.ts'
import type { Registry, View } from '../read/registry.ts'
import { blocks } from './blocks/all.ts'
import { mostVersions } from './history.tsx'
import { readNamed } from './names.ts'
import { readers, recordAddress } from './reader.ts'
import { RecordPage, type RecordPageOf } from './record-page.tsx'
import { type Related, referringTo, shownOf } from './related.tsx'
import { sendPage } from './send-page.ts'
import { refsInSummary } from './summary.tsx'

/** `GET /{lang}/{noun}/{id}`. */
export function recordPageRoutes(app: Server, registry: Registry, base: string): void {
  for (const noun of registry.nouns.values()) {
    const read = recordReader(registry, noun)
    const options = { schema: { hide: true }, config: { heavy: blocks[noun.name]?.heavy } }
    for (const reader of readers) {
      app.get(`/${reader.path}/${noun.name}/:id`, options, async (request, reply) => {
        const { id } = request.params as { id: string }
        const found = await readAtOnePosition(registry, (view, isOf) => read(view, isOf, id))
        if (!found)
          return reply.redirect(recordAddress(reader, noun.name, await requireNewId(registry.db, noun, id)), 308)
        const { seq, ...page } = found
        const shown = { seq, page: RecordPage({ reader, nouns: registry.nouns, noun, base, ...page }) }
        return sendPage(request, reply, registry, reader, shown)
      })
    }
  }
}

type Read = Omit<RecordPageOf, 'reader' | 'nouns' | 'noun' | 'base'> & { seq: number }

/** A reader of what the page of a record shows. */
function recordReader({ nouns }: Registry, noun: Noun) {
  const block = blocks[noun.name]
  const lists = referringTo(nouns, noun, block?.looksAt)
  const readContext = contextReader(noun, lists, mostVersions)

  return async (view: View, isOf: (seq: number) => void, id: string): Promise<Read | undefined> => {
    // None of the three needs what another finds, so they are asked together.
    const [found, context, makeBlock] = await Promise.all([
      view.findRecord(noun, id),
      readContext(view, id),
      block?.read({ view, id, isOf }),
    ])
    if (!found) return undefined
    for (const seq of [found.seq, ...context.seqs]) isOf(seq)
    const document = JSON.parse(String(found.body)) as StoredDocument
    const related = relatedIn(lists, context.lists)
    const own = makeBlock?.({ document, related })
    const refs = related.flatMap((one) => shownOf(one).flatMap((document) => refsInSummary(one.noun, document)))
    const read = [...related.map(({ noun, documents }) => ({ noun: noun.name, documents })), ...(own?.read ?? [])]
    const named = await readNamed(
      view,
      [...noun.referencesIn(document), ...refs, ...(own?.refs ?? [])],
      found.seq,
      read,
    )
    return { seq: found.seq, document, named, related, block: own, versions: context.versions }
  }
}

function relatedIn(lists: Referring[], read: RecordContext['lists']): Related[] {
  return lists.flatMap(({ noun, parameter }, at): Related[] => {
    const { total, bodies } = read[at] as RecordContext['lists'][number]
    const documents = bodies.map((body) => JSON.parse(String(body)) as StoredDocument)
    return total > 0 ? [{ noun, parameter, total, documents }] : []
  })
}
