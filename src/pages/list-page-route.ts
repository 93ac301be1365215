import type { Server } from '../http/server.ts'
import type { Noun } from '../model/noun.ts'
import type { RecordName } from '../model/record-name.ts'
import type { Violation } from '../problems/problems.ts'
import { toCompleteness } from '../read/completeness.ts'
import { toFacets } from '../read/facets.ts'
import type { Registry } from '../read/registry.ts'
import { refsInFilters } from './chosen-filters.tsx'
import { formPage } from './form-page.ts'
import { pageQuery, parseGiven } from './given.ts'
import { ListPage, type ListPageOf } from './list-page.tsx'
import { readNamed } from './names.ts'
import { readRecords } from './read-records.ts'
import { type Given, listAddress, type Reader } from './reader.ts'
import type { Shown } from './send-page.ts'
import { refsInSummary } from './summary.tsx'

const perPage = 20

/** `GET /{lang}/{noun}`. */
export function listPageRoutes(app: Server, registry: Registry, base: string): void {
  for (const noun of registry.nouns.values()) {
    const schema = pageQuery(noun)
    formPage(app, registry, noun.name, ({ reader, given }) => {
      const asked = { registry, noun, reader, given, base }
      return {
        show: async () => showList(asked, parseGiven(schema, given)),
        showWrong: (violations) => showWrongList(asked, violations),
      }
    })
  }
}

interface Asked {
  registry: Registry
  noun: Noun
  reader: Reader
  given: Given
  base: string
}

async function showList(asked: Asked, query: Record<string, unknown>): Promise<Shown> {
  const { registry, noun, reader, given } = asked
  const { nouns } = registry
  const names = Object.keys(noun.facets)
  const facets = names.length > 0 ? names : undefined
  const page = await readRecords(registry, noun, { ...query, facets, limit: perPage })
  const { documents, total = documents.length, next, seq } = page
  const refs = documents.flatMap((document) => refsInSummary(noun, document))
  const shown: ListPageOf = {
    ...(await pageOf(asked, refs, seq)),
    facets: page.facets ? toFacets(nouns, noun, names, page.facets, reader.language) : {},
    documents,
    total,
    lowerBound: page.lowerBound,
    completeness: toCompleteness(noun, query, page, reader.language),
    next,
    nothing: page.nothing,
    readAs: page.readAs,
    given,
  }
  return { seq, page: ListPage(shown) }
}

async function pageOf({ registry, noun, reader, given, base }: Asked, refs: RecordName[], seq?: number) {
  const named = await readNamed(registry, [...refs, ...refsInFilters(noun, given)], seq)
  const address = (given: Given) => listAddress(reader, noun.name, given)
  return { reader, nouns: registry.nouns, noun, base, given, named, address, violations: [] as Violation[] }
}

/** The form as it was filled in, with what is wrong beside each field. */
async function showWrongList(asked: Asked, violations: Violation[]) {
  const empty = { facets: {}, documents: [], total: 0, lowerBound: false, completeness: undefined, next: null }
  return ListPage({ ...(await pageOf(asked, [])), ...empty, violations })
}
