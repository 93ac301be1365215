import { listPath } from '../http/api-address.ts'
import { choosing, type ListFilters } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'

/** The address of the list that holds exactly the records of a query. */
export function hrefOf(noun: Noun, query: ListFilters): string {
  const kept = choosing(noun, query)
  if (kept.dateMatch === 'possible') delete kept.dateMatch
  if (kept.unknown === 'leave-out') delete kept.unknown
  const parameters = new URLSearchParams(
    Object.entries(kept).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one === undefined ? [] : [[name, String(one)] as [string, string]])),
    ),
  )
  const list = listPath(noun.name)
  return asThen(parameters.size > 0 ? `${list}?${parameters}` : list, query.asOf)
}

/** The same for those that have these values, null meaning none; undefined where no list filter says so. */
export function hrefWith(noun: Noun, query: ListFilters, values: Record<string, string | null>): string | undefined {
  const kept = { ...query }
  if (kept.unknown === 'leave-out') delete kept.unknown
  for (const [name, value] of Object.entries(values)) if (!narrow(noun, kept, name, value)) return undefined
  return hrefOf(noun, kept)
}

/** An address in an answer about the past leads to the same past. */
export function asThen(href: string, asOf: unknown): string {
  return asOf === undefined ? href : `${href}${href.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(String(asOf))}`
}

/**
 * A record that is undetermined because of a filter, and has a value that the filter does not ask for, is found by that
 * value, so it need not be undetermined for another reason.
 */
function becauseOf(query: ListFilters, name: string, value: string): void {
  const asked = query[name]
  if (query.unknown !== 'only' || asked === undefined) return
  if ([asked].flat().some((one) => String(one) === value)) return
  const others = query.unknownOf?.filter((one) => one !== name) ?? []
  if (others.length === 0) query.unknown = 'include'
  query.unknownOf = others.length > 0 ? others : undefined
}

// A field of several values keeps its filter in the query, and `.all` adds the new value. Records counted under a value
// have it for certain, even if the query includes undetermined ones. One filter cannot require some of its values for
// certain and not the others, so that list has no address.
function narrow(noun: Noun, query: ListFilters, name: string, value: string | null): boolean {
  const all = `${name}.all`
  const isReplaced = value === null || query[name] === undefined || !(all in noun.parameters)
  const added = isReplaced ? name : all
  if (!isReplaced && query.unknown && query[all] !== undefined) return false
  if (isReplaced) becauseOf(query, name, value ?? 'none')
  query[added] = isReplaced ? [value ?? 'none'] : [...new Set([query[all] ?? [], value].flat())]
  if (query.unknown) query.knownOf = [...new Set([...(query.knownOf ?? []), added])]
  return true
}
