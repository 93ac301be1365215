import type { Server } from '../http/server.ts'
import { nounNamed } from '../model/noun-list.ts'
import { onHomePage } from '../nouns/introduction.ts'
import { readAtOnePosition } from '../read/as-of.ts'
import { countOfEach } from '../read/holdings.ts'
import type { Registry, View } from '../read/registry.ts'
import { readHomeMatrix } from './analysis/home-matrix.tsx'
import { type Few, HomePage } from './home-page.tsx'
import { readNamed } from './names.ts'
import { readRecords } from './read-records.ts'
import { type Reader, readers } from './reader.ts'
import { type Shown, sendPage } from './send-page.ts'
import { refsInSummary } from './summary.tsx'

const mostGates = 60
const mostNew = 6

export function homeRoutes(app: Server, registry: Registry, base: string): void {
  for (const reader of readers) {
    app.get(`/${reader.path}`, { schema: { hide: true }, config: { heavy: true } }, async (request, reply) => {
      const shown = await readAtOnePosition(registry, (view, isOf) => showHome(view, reader, base, isOf))
      return sendPage(request, reply, registry, reader, shown)
    })
  }
}

async function showHome(view: View, reader: Reader, base: string, isOf: (seq: number) => void): Promise<Shown> {
  const { nouns } = view
  const [counted, gates, newest, matrix] = await Promise.all([
    countOfEach(view),
    few(view, onHomePage.gates, mostGates),
    few(view, onHomePage.newest, mostNew),
    readHomeMatrix(view, reader.language, isOf),
  ])
  for (const { seq } of [counted, gates, newest]) isOf(seq)
  const { seq, counts } = counted
  const gateRefs = gates.documents.map(({ id }) => ({ noun: gates.noun.name, id }))
  const newestRefs = newest.documents.flatMap((document) => refsInSummary(newest.noun, document))
  const named = await readNamed(view, [...gateRefs, ...newestRefs], seq)
  return { seq, page: HomePage({ reader, nouns, base, named, counts, gates, newest, matrix }) }
}

async function few(view: View, name: string, limit: number): Promise<Few & { seq: number }> {
  const noun = nounNamed(view.nouns, name)
  const { seq, documents, total = documents.length, completeness } = await readRecords(view, noun, { limit })
  return { seq, noun, documents, total, missing: completeness }
}
