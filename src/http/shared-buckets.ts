import cluster, { type Worker } from 'node:cluster'
import type { Buckets } from './buckets.ts'

// Processes behind one port hold their clients to one limit. The primary process holds the buckets. Each worker has a
// copy, draws from that without waiting, and tells the primary, which tells the others: so a client that spreads its
// requests over all of them at once may get some more through, what it asks within some twenty milliseconds.

const tellEvery = 20

type Shared = Pick<Buckets, 'add' | 'missing' | 'onChange'>
type Change = [name: string, client: string, tokens: number]
interface Message {
  bucketChanges: Change[]
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'bucketChanges' in message

/** In a worker, keeps buckets in step with those of the others. A process that is alone has nobody to tell. */
export function shareBuckets(name: string, buckets: Shared): void {
  if (!cluster.isWorker) return
  const changed = new Map<string, number>()
  const tell = () => {
    const bucketChanges = [...changed].map(([client, tokens]): Change => [name, client, tokens])
    changed.clear()
    process.send?.({ bucketChanges } satisfies Message)
  }
  buckets.onChange = (client, tokens) => {
    if (changed.size === 0) setTimeout(tell, tellEvery).unref()
    changed.set(client, (changed.get(client) ?? 0) + tokens)
  }
  process.on('message', (message) => {
    if (!isMessage(message)) return
    for (const [of, client, tokens] of message.bucketChanges) if (of === name) buckets.add(client, tokens)
  })
}

/** In the primary, holds the buckets of all workers. */
export function keepSharedBuckets(all: Map<string, Shared>): void {
  const send = (worker: Worker | undefined, bucketChanges: Change[]) => {
    if (bucketChanges.length > 0 && worker?.isConnected()) worker.send({ bucketChanges } satisfies Message)
  }
  cluster.on('message', (from, message) => {
    if (!isMessage(message)) return
    for (const [name, client, tokens] of message.bucketChanges) all.get(name)?.add(client, tokens)
    for (const worker of Object.values(cluster.workers ?? {})) if (worker !== from) send(worker, message.bucketChanges)
  })
  // A worker that takes the place of another begins with what its clients have drawn.
  cluster.on('listening', (worker) => {
    const missing = [...all].flatMap(([name, buckets]) =>
      buckets.missing().map(([client, tokens]): Change => [name, client, -tokens]),
    )
    send(worker, missing)
  })
}
