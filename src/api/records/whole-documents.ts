import { atomFeed, type FeedEntry } from '../../formats/atom.ts'
import type { CslItem } from '../../formats/csl.ts'
import { listPath } from '../../http/api-address.ts'
import { mediaType } from '../../http/media-types.ts'
import type { Noun } from '../../model/noun.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import { citedItems } from '../../read/cited-items.ts'
import { findRecordsAsOf } from '../../read/find-record.ts'
import type { Page } from '../../read/list-statement.ts'
import { feedHead, recordEntry } from '../../read/record-feed.ts'
import { bodies, type WholeList } from './whole-pages.ts'

export async function citationsOf(list: WholeList, first: Page): Promise<CslItem[]> {
  const items: CslItem[] = []
  for await (const page of bodies(list, first)) {
    const documents = page.map((body) => JSON.parse(body) as StoredDocument)
    const cited = await list.readOn(first.seq, (db) => {
      const find = (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, first.seq)
      return citedItems({ nouns: list.nouns, find }, list.noun, documents, list)
    })
    items.push(...cited)
  }
  return items
}

export async function feed(list: WholeList, first: Page): Promise<string> {
  const { noun, language, base, url } = list
  const entries: FeedEntry[] = []
  for await (const page of bodies(list, first))
    entries.push(
      ...page.map((body) => recordEntry(noun, JSON.parse(body), language, (id) => `${base}/${noun.name}/${id}`)),
    )
  const [path = '', query] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('format')
  parameters.sort()
  const addressWith = (more: Record<string, string>) => {
    const all = new URLSearchParams([...parameters, ...Object.entries(more)]).toString()
    return all === '' ? base + path : `${base}${path}?${all}`
  }
  return atomFeed({
    ...feedHead(language, `${language}${listPath(noun.name)}?${parameters}`, noun.names.plural),
    self: addressWith({ format: 'atom' }),
    other: { address: addressWith({}), type: mediaType('json') },
    entries,
  })
}
