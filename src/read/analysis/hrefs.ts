import type { Noun } from '../../model/noun.ts'
import type { ListFilters } from '../../model/parameters.ts'

/** The address of the list that holds exactly the records of a query which have these values, null meaning none. */
export function hrefOf(noun: Noun, query: ListFilters, values: Record<string, string | null> = {}): string {
  const kept = Object.fromEntries(
    Object.entries(query).filter(([name]) => name in noun.parameters || name === 'q' || name === 'dateMatch'),
  )
  if (kept.dateMatch === 'possible') delete kept.dateMatch
  for (const [name, value] of Object.entries(values)) narrow(noun, kept, name, value)
  const parameters = new URLSearchParams(
    Object.entries(kept).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one === undefined ? [] : [[name, String(one)] as [string, string]])),
    ),
  )
  return asThen(parameters.size > 0 ? `/v1/${noun.name}?${parameters}` : `/v1/${noun.name}`, query.asOf)
}

/** An address in an answer about the past leads to the same past. */
export function asThen(href: string, asOf: unknown): string {
  return asOf === undefined ? href : `${href}${href.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(String(asOf))}`
}

// A field of several values keeps its filter in the query, and `.all` adds the new value.
function narrow(noun: Noun, query: ListFilters, name: string, value: string | null): void {
  const all = `${name}.all`
  if (value === null || query[name] === undefined || !(all in noun.parameters)) query[name] = [value ?? 'none']
  else query[all] = [...new Set([query[all] ?? [], value].flat())]
}
