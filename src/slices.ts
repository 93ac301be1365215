import { setImmediate } from 'node:timers/promises'

// Work that is long for the service's own thread, in slices between which other requests are answered.

/** In milliseconds. */
const slice = 15

/** Takes the steps of some work until it is done. */
export async function inSlices<Result>(work: Iterator<void, Result>): Promise<Result> {
  for (let end = performance.now() + slice; ; ) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() < end) continue
    await setImmediate()
    end = performance.now() + slice
  }
}

/** Opens slices for work whose steps are awaited; to be called between them. */
export function openSlices(): () => Promise<void> {
  let end = performance.now() + slice
  return async () => {
    if (performance.now() < end) return
    await setImmediate()
    end = performance.now() + slice
  }
}

/** Maps items, each as one step. */
export function mapInSlices<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item, at: number) => Mapped,
): Promise<Mapped[]> {
  return inSlices(mapped(items, map))
}

function* mapped<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item, at: number) => Mapped,
): Generator<void, Mapped[]> {
  const all: Mapped[] = []
  for (const [at, item] of items.entries()) {
    all.push(map(item, at))
    yield
  }
  return all
}
