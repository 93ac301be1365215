import { z } from 'zod'
import type { Server } from '../http/server.ts'
import { nounParameter } from '../model/noun-parameter.ts'
import { cursor } from '../model/page-cursor.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { longestQuery } from '../read/list-query.ts'
import type { Registry } from '../read/registry.ts'
import { searchPage } from '../read/search/search-page.ts'
import { formPage } from './form-page.ts'
import { parseGiven } from './given.ts'
import { readNamed } from './names.ts'
import { say } from './reader.ts'
import { SearchPage } from './search-page.tsx'
import { refsInSummary } from './summary.tsx'

const perPage = 20

/** `GET /{lang}/search`. */
export function searchPageRoutes(app: Server, registry: Registry, base: string): void {
  const { nouns } = registry
  const schema = z.strictObject({
    q: z.string().max(longestQuery).optional(),
    noun: nounParameter(nouns),
    cursor: cursor.optional(),
  })
  formPage(app, registry, 'search', ({ reader, given }) => ({
    async show() {
      const { q, ...asked } = parseGiven(schema, given)
      const found = q ? await searchPage(registry, { q, ...asked, limit: perPage }) : undefined
      const refs = (found?.hits ?? []).flatMap(({ noun: name, body }) => {
        const noun = nouns.get(name)
        return noun ? refsInSummary(noun, JSON.parse(body) as StoredDocument) : []
      })
      const seq = found?.seq ?? (registry.head.present.current() ?? (await registry.head.refresh())).seq
      const named = await readNamed(registry, refs, seq)
      return { seq, page: SearchPage({ reader, nouns, base, given, named, found }) }
    },
    showWrong(violations) {
      const wrong = violations.map(({ detail }) => say(reader, detail)).join(' ')
      return SearchPage({ reader, nouns, base, given, named: new Map(), wrong })
    },
  }))
}
