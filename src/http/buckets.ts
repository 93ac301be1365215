const mostClients = 20_000

export type Draw = { allowed: boolean; remaining: number; secondsToFull: number; secondsToNext: number }

/** Token buckets, one for each client: full at first, each draw takes a token, and time puts tokens back evenly. */
export class Buckets {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #capacity: number
  readonly #perSecond: number
  readonly #now: () => number
  /** Called for each token that is drawn or given back here, to inform other processes. */
  onChange?: (client: string, tokens: number) => void

  constructor(capacity: number, seconds: number, now = () => performance.now()) {
    this.#capacity = capacity
    this.#perSecond = capacity / seconds
    this.#now = now
  }

  take(client: string): Draw {
    const tokens = this.#level(client)
    const allowed = tokens >= 1
    if (allowed) this.onChange?.(client, -1)
    return { allowed, ...this.#keep(client, allowed ? tokens - 1 : tokens) }
  }

  /** The result that a draw would have, without drawing. */
  look(client: string): Draw {
    const tokens = this.#level(client)
    return { allowed: tokens >= 1, ...this.#describe(tokens) }
  }

  refund(client: string): Draw {
    this.onChange?.(client, 1)
    return { allowed: true, ...this.add(client, 1) }
  }

  /** Takes in what was drawn or given back in another process. */
  add(client: string, tokens: number): Omit<Draw, 'allowed'> {
    return this.#keep(client, Math.max(0, Math.min(this.#capacity, this.#level(client) + tokens)))
  }

  /** How many tokens each client lacks. */
  missing(): [client: string, tokens: number][] {
    return [...this.#buckets.keys()].map((client) => [client, this.#capacity - this.#level(client)])
  }

  #level(client: string): number {
    const bucket = this.#buckets.get(client)
    if (!bucket) return this.#capacity
    const elapsed = Math.max(0, this.#now() - bucket.at) / 1000
    return Math.min(this.#capacity, bucket.tokens + elapsed * this.#perSecond)
  }

  #keep(client: string, tokens: number) {
    this.#buckets.delete(client)
    this.#buckets.set(client, { tokens, at: this.#now() })
    if (this.#buckets.size > mostClients) this.#dropOldest()
    return this.#describe(tokens)
  }

  // A Map remembers the order of insertion, so the first key is the client that has been silent longest.
  #dropOldest(): void {
    const [oldest] = this.#buckets.keys()
    if (oldest !== undefined) this.#buckets.delete(oldest)
  }

  #describe(tokens: number) {
    return {
      remaining: Math.floor(tokens),
      secondsToFull: Math.ceil((this.#capacity - tokens) / this.#perSecond),
      secondsToNext: Math.max(1, Math.ceil((1 - tokens) / this.#perSecond)),
    }
  }
}
