import { reachedFrom } from '../model/noun-list.ts'
import type { DatasetEntry } from './read-dataset.ts'
import { inOrderOfReferences } from './reference-order.ts'
import { type Failure, type Task, writeEntries } from './write-entries.ts'

/** How many records are written as one revision. */
const chunkSize = 500
/** How many chunks are written at once: while the database writes some, this process makes the next ready. */
const chunksAtOnce = 4

/** The records in chunks: those that were read already, and the rest as it comes. */
export async function* chunksOf(
  first: DatasetEntry[],
  more: AsyncIterator<DatasetEntry>,
): AsyncGenerator<DatasetEntry[]> {
  // Chunks leave the array as they go, so that memory holds each no longer than needed.
  while (first.length > 0) yield first.splice(0, chunkSize)
  for (let chunk = await take(more, chunkSize); chunk.length > 0; chunk = await take(more, chunkSize)) yield chunk
}

/**
 * Writes chunks, a few of one noun at once, and gives back the records that failed. The records of the next noun are likely
 * to refer to those before. So where it begins, the failures by then are written again, if that may help.
 */
export async function writeChunks(task: Task, chunks: AsyncIterable<DatasetEntry[]>): Promise<Failure[]> {
  let failures: Failure[] = []
  const faults: unknown[] = []
  const running = new Set<Promise<void>>()
  const seen = new Set<DatasetEntry['noun']>()
  let seenBefore = 0
  let count = 0
  let before = new Set<DatasetEntry['noun']>()
  const run = async (chunk: DatasetEntry[]) => {
    const failed = await writeEntries(task, chunk, 'partial')
    failures.push(...failed)
    count += chunk.length
    task.options.progress(count)
  }
  for await (const chunk of chunks) {
    const nouns = new Set(chunk.map(({ noun }) => noun))
    if (nouns.size > 1 || before.size > 1 || !nouns.has([...before][0])) {
      await Promise.all(running)
      if (failures.length <= chunkSize || (seen.size > seenBefore && isComplete(task, failures, seen))) {
        failures = await writeAgain(task, failures)
        seenBefore = seen.size
      }
    }
    before = nouns
    for (const noun of nouns) seen.add(noun)
    const one: Promise<void> = run(chunk)
      .catch((fault) => void faults.push(fault))
      .finally(() => running.delete(one))
    running.add(one)
    if (running.size >= chunksAtOnce) await Promise.race(running)
    if (faults.length > 0) break
  }
  await Promise.all(running)
  if (faults.length > 0) throw faults[0]
  return failures
}

/** Whether records of all nouns have been read that these records may refer to, directly or by way of others. */
function isComplete({ nouns }: Task, failures: Failure[], seen: Set<DatasetEntry['noun']>): boolean {
  const failed = new Set(failures.flatMap(({ entry }) => entry.noun ?? []))
  return reachedFrom(nouns, failed).every((noun) => seen.has(noun))
}

/** Records may refer to later ones, and to each other in circles, so failed records are written again in order. Gives back the rest. */
export async function writeAgain(task: Task, failures: Failure[]): Promise<Failure[]> {
  const left: Failure[] = []
  const entries = failures.map(({ entry }) => entry)
  for (const group of inOrderOfReferences(task.nouns, entries, chunkSize))
    left.push(...(await writeEntries(task, group, 'partial')))
  return left
}

/** The next so many records, or fewer at the end. */
export async function take(iterator: AsyncIterator<DatasetEntry>, count: number): Promise<DatasetEntry[]> {
  const taken: DatasetEntry[] = []
  while (taken.length < count) {
    const { value, done } = await iterator.next()
    if (done) break
    taken.push(value)
  }
  return taken
}
