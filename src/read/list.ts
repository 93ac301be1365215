import type { Moment } from '../log/moments.ts'
import type { Noun } from '../model/noun.ts'
import { listCounted } from './counts/counted-page.ts'
import { type ListPlan, listRecords, type Page } from './list-page.ts'
import { planList } from './list-plan.ts'
import type { ListQuery } from './list-query.ts'
import { bytesOfTotal, type ReadList } from './lists.ts'
import type { Registry } from './registry.ts'

/** Reads a page of a list; those who ask the same meanwhile get the same. */
export function readList(registry: Registry, noun: Noun, query: ListQuery): Promise<ReadList> {
  const { fields, include, lang, format, ...pageQuery } = query
  const key = JSON.stringify([noun.name, pageQuery])
  if (registry.past) return read(registry, noun, query)
  return registry.lists.underWay(key) ?? registry.lists.share(key, read(registry, noun, query))
}

async function read(registry: Registry, noun: Noun, query: ListQuery): Promise<ReadList> {
  const plan = await planList(registry, noun, query)
  const page = await readPage(registry, noun, query, plan)
  return { ...page, bodies: await registry.bodies(noun, page.records), ofMatches: plan.matched !== undefined }
}

/** Reads a page by one statement; where its total is remembered and the log has moved since, by two. */
async function readPage(registry: Registry, noun: Noun, query: ListQuery, plan: ListPlan): Promise<Page> {
  const { db, lists, counts, past } = registry
  if (!(plan.count || plan.facets)) return listRecords(db, noun, plan)
  if (past) return readPastPage(registry, past, noun, query, plan)
  const key = totalKey(noun, query, plan)
  const readAt = lists.present()
  const known = lists.find(key)
  const isCounted = (!known || plan.facets !== undefined) && counts.has(noun)
  const counted = isCounted ? await listCounted(registry, noun, query, plan) : undefined
  const uncounted = known ? { ...plan, count: false, completeness: undefined } : plan
  const page = counted ?? (await listRecords(db, noun, uncounted))
  const { total, completeness, seq } = page
  if (total !== undefined) lists.keep(key, readAt && { ...readAt, seq }, { total, completeness }, bytesOfTotal)
  if (total !== undefined || !plan.count) return page
  return readAt?.seq === seq ? { ...page, ...known } : listRecords(db, noun, plan)
}

/** The total as of a position never changes. */
async function readPastPage(
  { db, lists, head }: Registry,
  { seq }: Moment,
  noun: Noun,
  query: ListQuery,
  plan: ListPlan,
): Promise<Page> {
  const key = `${head.epoch()} ${seq} ${totalKey(noun, query, plan)}`
  const known = plan.count ? lists.past.find(key) : undefined
  if (known) return { ...(await listRecords(db, noun, { ...plan, count: false, completeness: undefined })), ...known }
  const page = await listRecords(db, noun, plan)
  const { total, completeness } = page
  if (total !== undefined) lists.past.keep(key, { total, completeness }, bytesOfTotal)
  return page
}

/** What the total of a list depends on: its filters, and whether only the newest matches are counted. */
function totalKey(noun: Noun, query: ListQuery, { matched }: ListPlan): string {
  const { limit, cursor, sort, fields, include, facets, lang, asOf, ...filters } = query
  return JSON.stringify([noun.name, filters, matched !== undefined])
}
