import type { Moment } from '../log/moments.ts'
import type { Noun } from '../model/noun.ts'
import { listCounted } from './counts/counted-page.ts'
import { type ListPlan, listRecords, type Page } from './list-page.ts'
import type { ListQuery } from './list-query.ts'
import type { Registry } from './registry.ts'

/** Reads a page of a list by one statement, or by two where its total is remembered of another position. */
export async function readPage(registry: Registry, noun: Noun, query: ListQuery, plan: ListPlan): Promise<Page> {
  const { db, totals, past } = registry
  if (!(plan.count || plan.facets)) return listRecords(db, noun, plan)
  if (past) return readPastPage(registry, past, noun, query, plan)
  const key = keyOf(noun, query, plan)
  const readAt = totals.present()
  const known = totals.find(key)
  const counted = known && !plan.facets ? undefined : await listCounted(registry, noun, query, plan)
  const uncounted = known ? { ...plan, count: false, completeness: undefined } : plan
  const page = counted ?? (await listRecords(db, noun, uncounted))
  const { total, completeness, seq } = page
  if (total !== undefined) totals.keep(key, readAt && { ...readAt, seq }, { total, completeness })
  if (total !== undefined || !plan.count) return page
  return readAt?.seq === seq ? { ...page, ...known } : listRecords(db, noun, plan)
}

/** The total as of a position never changes. */
async function readPastPage(
  { db, totals, head }: Registry,
  { seq }: Moment,
  noun: Noun,
  query: ListQuery,
  plan: ListPlan,
): Promise<Page> {
  const key = `${head.epoch()} ${seq} ${keyOf(noun, query, plan)}`
  const known = plan.count ? totals.past.find(key) : undefined
  if (known) return { ...(await listRecords(db, noun, { ...plan, count: false, completeness: undefined })), ...known }
  const page = await listRecords(db, noun, plan)
  const { total, completeness } = page
  if (total !== undefined) totals.past.keep(key, { total, completeness })
  return page
}

/** What the total of a list depends on: its filters, and whether only the newest matches are counted. */
function keyOf(noun: Noun, query: ListQuery, { matched }: ListPlan): string {
  const { limit, cursor, sort, fields, include, facets, lang, asOf, ...filters } = query
  return JSON.stringify([noun.name, filters, matched !== undefined])
}
