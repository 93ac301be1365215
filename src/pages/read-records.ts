import type { Noun } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { readList } from '../read/list.ts'
import { type ListQuery, usualQuery } from '../read/list-query.ts'
import type { ListAnswer } from '../read/list-statement.ts'
import type { View } from '../read/registry.ts'

type Asked = Record<string, unknown> & { limit: number; facets?: string[] }

/** A list as the API reads it, with its records parsed. */
export async function readRecords(
  view: View,
  noun: Noun,
  asked: Asked,
): Promise<ListAnswer & { documents: StoredDocument[] }> {
  const query: ListQuery = { ...usualQuery, ...asked }
  const page = await readList(view, noun, query)
  return { ...page, documents: page.bodies.map((body) => JSON.parse(String(body)) as StoredDocument) }
}
