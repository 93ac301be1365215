import type { Noun } from '../../model/noun.ts'
import { type Cursor, cursorFor, cutPage } from '../../model/page-cursor.ts'
import { type NounName, nameOf } from '../../model/record-name.ts'
import { parseQuery, type Query } from '../../text/query-language.ts'
import { readAtOneMoment } from '../as-of.ts'
import { refuseDearSearch } from '../cost.ts'
import type { View } from '../registry.ts'
import { type Otherwise, orOtherwise } from './explain-nothing.ts'
import { type Hit, searchNouns } from './search-nouns.ts'
import { prepareSearch, readQuery } from './search-query.ts'

interface SearchRequest {
  q: string
  noun?: NounName[]
  limit: number
  cursor?: Cursor
}

/** A page of hits over several nouns. */
export interface SearchResult extends Otherwise {
  hits: Hit[]
  total: number
  lowerBound: boolean
  next: string | null
  /** The position of the log that it was read at. */
  seq: number
  query: Query
}

/** A search is looked up first, so the page takes several statements. */
export function searchPage(view: View, request: SearchRequest): Promise<SearchResult> {
  return readAtOneMoment(view, (view) => readPage(view, request))
}

async function readPage(view: View, { q, noun, limit, cursor }: SearchRequest): Promise<SearchResult> {
  const { db, nouns } = view
  const chosen = chosenNouns(view, noun)
  const text = readQuery(parseQuery, q)
  refuseDearSearch(chosen, text)
  const prepared = await prepareSearch(db, nouns, chosen, text)
  const found = await searchNouns(db, chosen, prepared, view.isLarge, limit, startAfter(cursor))
  const { page: hits, next } = cutPage(found.hits, limit, ({ noun, id, key }) => ({
    order,
    key,
    id: nameOf({ noun, id }),
  }))
  const { total, lowerBound, seq } = found
  const page = { hits, total, lowerBound, next, seq, query: prepared.query }
  if (total > 0) return page
  return orOtherwise(view, { searched: chosen, q, query: text }, page, (q) =>
    readPage(view, { q, noun, limit, cursor }),
  )
}

export function chosenNouns({ nouns }: View, names: NounName[] | undefined): Noun[] {
  return [...nouns.values()].filter(({ name }) => !names || names.includes(name))
}

const order = 'relevance'

function startAfter(cursor: Cursor | undefined): { key: string; name: string } | undefined {
  const after = cursorFor(cursor, order, 'integer')
  return after && { key: after.key, name: after.id }
}
