import type { Server } from '../http/server.ts'
import type { Noun } from '../model/noun.ts'
import { newIdOf } from '../read/absence.ts'
import type { FoundRecord } from '../read/find-record.ts'
import type { Registry } from '../read/registry.ts'
import { blocks } from './blocks/all.ts'
import { readHistory } from './history.tsx'
import { readNamed, refsIn } from './names.ts'
import { type Reader, readers, recordAddress } from './reader.ts'
import { RecordPage } from './record-page.tsx'
import { readRelated } from './related.tsx'
import { type Shown, sendPage } from './send-page.ts'
import { refsInSummary } from './summary.tsx'

/** `GET /{lang}/{noun}/{id}`. */
export function recordPageRoutes(app: Server, registry: Registry, base: string): void {
  for (const noun of registry.nouns.values())
    for (const reader of readers) {
      app.get(`/${reader.path}/${noun.name}/:id`, { schema: { hide: true } }, async (request, reply) => {
        const { id } = request.params as { id: string }
        const found = await registry.find(noun, id)
        if (!found) return reply.redirect(recordAddress(reader, noun.name, await newIdOf(registry.db, noun, id)), 308)
        return sendPage(request, reply, registry, reader, () => showRecord(registry, noun, reader, base, found))
      })
    }
}

async function showRecord(
  registry: Registry,
  noun: Noun,
  reader: Reader,
  base: string,
  { id, seq, body }: FoundRecord,
): Promise<Shown> {
  const document = JSON.parse(String(body))
  const [related, history, block] = await Promise.all([
    readRelated(registry, noun, id),
    readHistory(registry, noun, id),
    blocks[noun.name]?.(registry, document, reader),
  ])
  const refs = related.flatMap(({ noun, documents }) => documents.flatMap((one) => refsInSummary(noun, one)))
  const named = await readNamed(registry, [...refsIn(noun, document), ...refs, ...(block?.refs ?? [])])
  return {
    seq,
    page: RecordPage({
      reader,
      nouns: registry.nouns,
      noun,
      base,
      document,
      named,
      related,
      block,
      versions: history.entries,
    }),
  }
}
