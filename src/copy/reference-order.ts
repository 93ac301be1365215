import type { Nouns } from '../model/noun.ts'
import type { NounName } from '../model/record-name.ts'

/** A record of a data set, as far as its references are looked at. */
interface Referring {
  noun?: NounName
  record?: unknown
}

/**
 * Cuts records into groups of about `size`, each of which refers only to itself and to those before it: records that
 * refer to each other in a circle stand in one group.
 */
export function inOrderOfReferences<T extends Referring>(nouns: Nouns, entries: T[], size: number): T[][] {
  const groups: T[][] = []
  for (const component of components(referencesAmong(nouns, entries))) {
    const last = groups.at(-1)
    const circle = component.map((at) => entries[at] as T)
    if (last && last.length + circle.length <= size) last.push(...circle)
    else groups.push(circle)
  }
  return groups
}

/** For each record the others of the list that it refers to, by their indexes. */
function referencesAmong(nouns: Nouns, entries: Referring[]): number[][] {
  const indexes = new Map(entries.map(({ noun, record }, at) => [`${noun}/${(record as { id?: unknown })?.id}`, at]))
  return entries.map(({ noun, record }) => {
    const references = nouns.get(noun ?? '')?.referencesIn(record) ?? []
    return references.flatMap(({ noun, id }) => indexes.get(`${noun}/${id}`) ?? [])
  })
}

/**
 * The sets of entries that lead to each other, each after those that it leads to: Tarjan's algorithm, with a path of its
 * own in place of recursion, because a chain of references may be longer than the call stack.
 */
function components(edges: number[][]): number[][] {
  const components: number[][] = []
  const order = new Map<number, number>()
  const lowest: number[] = []
  const open: number[] = []
  const isOpen = new Set<number>()
  const begin = (entry: number) => {
    lowest[entry] = order.size
    order.set(entry, order.size)
    open.push(entry)
    isOpen.add(entry)
    return { entry, left: [...(edges[entry] ?? [])] }
  }
  const lower = (entry: number, to: number) => {
    lowest[entry] = Math.min(lowest[entry] ?? to, to)
  }
  const close = (entry: number) => {
    const component = open.splice(open.lastIndexOf(entry))
    for (const one of component) isOpen.delete(one)
    components.push(component)
  }
  for (const start of edges.keys()) {
    if (order.has(start)) continue
    const path = [begin(start)]
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.left.pop()
      if (next !== undefined) {
        const seen = order.get(next)
        if (seen === undefined) path.push(begin(next))
        else if (isOpen.has(next)) lower(step.entry, seen)
        continue
      }
      path.pop()
      const before = path.at(-1)
      if (before) lower(before.entry, lowest[step.entry] ?? 0)
      if (lowest[step.entry] === order.get(step.entry)) close(step.entry)
    }
  }
  return components
}
