import type { Noun } from '../model/noun.ts'
import { parametersGiven } from '../model/parameter.ts'
import { parseQuery } from '../text/query-language.ts'
import { orAtOneMoment, readAtOneMoment } from './as-of.ts'
import { listCounted } from './counts/counted-page.ts'
import { bringUp, fewKept } from './counts/few-kept.ts'
import { bytesOfTotal, type Total } from './kept-totals.ts'
import { planList } from './list-plan.ts'
import { type ListQuery, withoutPaging, withoutShowing } from './list-query.ts'
import { type ListAnswer, type ListPlan, listRecords, type Page } from './list-statement.ts'
import type { View } from './registry.ts'
import { orOtherwise } from './search/explain-nothing.ts'
import { searchInstead } from './search/name-instead.ts'
import { mostMatches } from './search/newest-matches.ts'
import { readQuery } from './search/search-query.ts'

/** Reads a page of a list; those who ask the same meanwhile get the same. */
export function readList(view: View, noun: Noun, query: ListQuery): Promise<ListAnswer> {
  const read = async () => {
    if (query.q === undefined) return orAtOneMoment(view, (view) => planAndRead(view, noun, query))
    await bringUp(view, noun)
    // The words of a search are looked up first, so the list takes more than one statement.
    return readAtOneMoment(view, (view) => planAndRead(view, noun, query))
  }
  if (view.past) return read()
  const key = JSON.stringify([noun.name, withoutShowing(query)])
  return view.totals.share(key, read)
}

async function planAndRead(view: View, noun: Noun, query: ListQuery): Promise<ListAnswer> {
  const plan = await narrowed(view, noun, query, await planList(view, noun, query))
  const page = await readPageAndTotal(view, noun, query, plan)
  const bodies = await view.readBodies(noun, page.records)
  const list = { ...page, bodies, lowerBound: 'matched' in plan.source && page.total === mostMatches }
  const { q } = query
  if (q === undefined || page.records.length > 0 || (query.cursor && page.total)) return list
  const again = (q: string) => planAndRead(view, noun, { ...query, q })
  if (isForWords(noun, query, page))
    return orOtherwise(view, { searched: [noun], q, query: readQuery(parseQuery, q) }, list, again)
  const readAs = await searchInstead(view, noun, q)
  return readAs === undefined ? list : { ...(await again(readAs)), readAs }
}

/** Whether only the words of a search can be why a list is empty. A page after the last is empty, too. */
function isForWords(noun: Noun, query: ListQuery, { total }: Page): boolean {
  return (!query.cursor || total === 0) && parametersGiven(noun.parameters, query).length === 0
}

/** Up to this many records of the past are looked up one by one. */
const mostFew = 1_000

/**
 * If memory knows the records and they are few, only these are looked at, because the database misjudges how many rows
 * two tables give together.
 */
async function narrowed(view: View, noun: Noun, query: ListQuery, plan: ListPlan): Promise<ListPlan> {
  const { source } = plan
  if (!view.past || query.q !== undefined || 'matched' in source) return plan
  const isFew = await fewKept(view, noun, query, mostFew)
  return isFew ? { ...plan, source: { conditions: [isFew], days: source.days } } : plan
}

/** Reads a page by one statement; where its total is remembered and the log has moved since, by two. */
async function readPageAndTotal(view: View, noun: Noun, query: ListQuery, plan: ListPlan): Promise<Page> {
  if (!(plan.counting || plan.facets)) return listRecords(view.db, noun, plan)
  const totals = totalsAt(view, totalKey(noun, query, plan))
  const { known } = totals
  const page = await countPage(view, noun, query, plan, known !== undefined)
  const { total, completeness, undetermined, readUntil, seq } = page
  if (total !== undefined) totals.keep(seq, { total, completeness, undetermined, readUntil })
  if (total !== undefined || !plan.counting) return page
  return totals.isOf(seq) ? { ...page, ...known } : listRecords(view.db, noun, plan)
}

/** Counts in memory where the noun is counted there, otherwise in the database, without a total that is remembered. */
async function countPage(
  view: View,
  noun: Noun,
  query: ListQuery,
  plan: ListPlan,
  isTotalKnown: boolean,
): Promise<Page> {
  const { db, counts } = view
  // Facets stay, because no total tells them.
  const left = isTotalKnown ? { ...plan, counting: undefined } : plan
  const isCounting = (left.counting ?? left.facets) !== undefined
  if (isCounting && counts.has(noun)) {
    const counted = await listCounted(view, noun, query, plan)
    if (counted) return counted
  }
  const read = () => listRecords(db, noun, left)
  return isCounting && !('matched' in left.source) ? counts.inDatabase(noun, read) : read()
}

/** The remembered total of a list at the position of the request, and the function that remembers it. */
function totalsAt({ totals, past, head }: View, key: string) {
  if (past) {
    const pastKey = `${head.epoch()} ${past.seq} ${key}`
    return {
      known: totals.past.find(pastKey),
      keep: (_: number, total: Total) => totals.past.keep(pastKey, total, bytesOfTotal),
      isOf: () => true,
    }
  }
  const readAt = totals.present()
  return {
    known: totals.find(key),
    keep: (seq: number, total: Total) => totals.keep(key, readAt && { ...readAt, seq }, total, bytesOfTotal),
    isOf: (seq: number) => readAt?.seq === seq,
  }
}

/** The key of a list's total: its filters, and whether only the newest matches are counted. */
function totalKey(noun: Noun, query: ListQuery, { source }: ListPlan): string {
  return JSON.stringify([noun.name, withoutPaging(query), 'matched' in source])
}
