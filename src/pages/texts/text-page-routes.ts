import type { Server } from '../../http/server.ts'
import type { Registry } from '../../read/registry.ts'
import { pageAddress, readers } from '../reader.ts'
import { sendPage } from '../send-page.ts'
import { TextPage } from './text-page.tsx'

/** `GET /{lang}/about` and `GET /{lang}/editors`. */
export function textPageRoutes(app: Server, registry: Registry, base: string): void {
  const { nouns, head } = registry
  for (const name of ['about', 'editors'] as const)
    for (const reader of readers)
      app.get(pageAddress(reader, name), { schema: { hide: true } }, async (request, reply) => {
        const { seq } = head.present.current() ?? (await head.refresh())
        return sendPage(request, reply, registry, reader, { seq, page: TextPage({ reader, nouns, base, name }) })
      })
}
