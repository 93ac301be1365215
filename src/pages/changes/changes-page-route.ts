import { z } from 'zod'
import type { Server } from '../../http/server.ts'
import { wholeNumber } from '../../model/page-parameters.ts'
import type { Registry } from '../../read/registry.ts'
import { givenIn, parseGiven } from '../given.ts'
import { pageAddress, readers } from '../reader.ts'
import { sendPage } from '../send-page.ts'
import { ChangesPage } from './changes-page.tsx'
import { readNewest } from './read-newest.ts'

const perPage = 50

const schema = z.strictObject({ before: wholeNumber(1, 1e15).optional() })

/** `GET /{lang}/changes`. */
export function changesPageRoutes(app: Server, registry: Registry, base: string): void {
  const { nouns } = registry
  for (const reader of readers) {
    app.get(pageAddress(reader, 'changes'), { schema: { hide: true } }, async (request, reply) => {
      const { given } = givenIn(request.query)
      const { before } = parseGiven(schema, given)
      const newest = await readNewest(registry, perPage, before)
      const page = ChangesPage({ reader, nouns, base, given, newest })
      return sendPage(request, reply, registry, reader, { seq: newest.seq, page })
    })
  }
}
