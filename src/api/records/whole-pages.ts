import type { Database } from '../../database/connect.ts'
import type { Language } from '../../language/texts.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { Cursor } from '../../model/page-cursor.ts'
import { type ListPlan, listRecords, type Page } from '../../read/list-statement.ts'
import { bodyReader } from '../../read/record-texts.ts'

const pageSize = 500

/** Reads at a position of the log, in a transaction that ends with the reading, because a client may be slow. */
type ReadOn = <T>(seq: number, use: (db: Database) => Promise<T>) => Promise<T>

/** Has each step of an answer that stays open done in a turn of its own. */
type InTurns = (steps: AsyncIterable<string>) => AsyncIterable<string>

/** A list that is read page by page, whatever the page size that was asked for. */
export interface WholeList {
  /** The database for the first page, at the position that the answer names. */
  db: Database
  /** Reads the later pages at that position. */
  readOn: ReadOn
  inTurns: InTurns
  nouns: Nouns
  /** The address of the service, for addresses that hold everywhere. */
  base: string
  /** The requested path and query, from the root of the service. */
  url: string
  noun: Noun
  plan: ListPlan
  fields?: string[]
  language: Language
}

export function readPage({ noun, plan }: WholeList, db: Database, after?: Cursor, count = false): Promise<Page> {
  const ids = after ? undefined : plan.ids
  // A file has no room for facets.
  const counting = count ? { total: true } : undefined
  return listRecords(db, noun, { ...plan, facets: undefined, ids, limit: pageSize, after, counting })
}

/** Yields the records of all pages. They bypass the cache of texts, which one long list would fill. */
export async function* bodies(list: WholeList, first: Page): AsyncGenerator<string[]> {
  const { noun, readOn } = list
  for (let page: Page | undefined = first; page; ) {
    const { records, last }: Page = page
    const [texts, next]: [Buffer[], Page | undefined] = await readOn(first.seq, async (db) => {
      return [await bodyReader(db)(noun, records), last && (await readPage(list, db, last))]
    })
    yield texts.map(String)
    page = next
  }
}
