import type { NounName } from '../model/fields.ts'
import type { Nouns } from '../model/noun.ts'

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

/** For each record the others of the list that it refers to, by their places. */
function referencesAmong(nouns: Nouns, entries: Referring[]): number[][] {
  const places = new Map(entries.map(({ noun, record }, at) => [`${noun}/${(record as { id?: unknown })?.id}`, at]))
  return entries.map(({ noun, record }) => {
    const references = nouns.get(noun ?? '')?.referencesIn(record) ?? []
    return references.flatMap(({ noun, id }) => places.get(`${noun}/${id}`) ?? [])
  })
}

/**
 * The sets of places that lead to each other, each after those that it leads to: Tarjan's algorithm, with a path of its
 * own in place of recursion, because a chain of references may be longer than the call stack.
 */
function components(edges: number[][]): number[][] {
  const found: number[][] = []
  const order = new Map<number, number>()
  const lowest: number[] = []
  const open: number[] = []
  const isOpen = new Set<number>()
  const begin = (place: number) => {
    lowest[place] = order.size
    order.set(place, order.size)
    open.push(place)
    isOpen.add(place)
    return { place, left: [...(edges[place] ?? [])] }
  }
  const lower = (place: number, to: number) => {
    lowest[place] = Math.min(lowest[place] ?? to, to)
  }
  const close = (place: number) => {
    const component = open.splice(open.lastIndexOf(place))
    for (const one of component) isOpen.delete(one)
    found.push(component)
  }
  for (const start of edges.keys()) {
    if (order.has(start)) continue
    const path = [begin(start)]
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.left.pop()
      if (next !== undefined) {
        const seen = order.get(next)
        if (seen === undefined) path.push(begin(next))
        else if (isOpen.has(next)) lower(step.place, seen)
        continue
      }
      path.pop()
      const before = path.at(-1)
      if (before) lower(before.place, lowest[step.place] ?? 0)
      if (lowest[step.place] === order.get(step.place)) close(step.place)
    }
  }
  return found
}
