import { Socket } from 'node:net'
import pg from 'pg'
import { readByteColumns } from './byte-columns.ts'
import { withoutLimit } from './without-limit.ts'

/** A client that knows for how long the server has kept it waiting, and that can be cut off at any time. */
export class WatchedClient extends pg.Client {
  /** Why the connection was cut off, if it was. */
  cutFor?: Error
  /** After how many milliseconds the server ends a statement. */
  statementTimeout = Number.POSITIVE_INFINITY
  /** Whether somebody has taken the client out of its pool. */
  isTaken = false
  /** Whether a transaction has lifted the limit of its statements. */
  isUnlimited = false
  /** Whether the last statement that it was given is a commit. */
  isCommitting = false
  readonly #socket: Socket
  #isWaiting = false
  #heardAt = 0
  #bytesHeard = 0

  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket()
    super({ ...config, stream: () => socket })
    this.#socket = socket
    readByteColumns(this)
    const ask = this.query as (...words: unknown[]) => unknown
    this.query = ((...words: unknown[]) => {
      if (!this.#isWaiting) this.#heardAt = performance.now()
      this.#isWaiting = true
      const text = textOf(words[0])
      if (text === withoutLimit) this.isUnlimited = true
      this.isCommitting = text === 'commit'
      return ask.apply(this, words)
    }) as unknown as pg.Client['query']
    this.on('drain', () => {
      this.#isWaiting = false
    })
    // A lost connection that nobody listens to would end the process. The next statement reports the loss.
    this.on('error', () => {})
  }

  /** The process at the server, as the server names it; a pooler gives a number of its own. */
  get serverProcess(): number {
    return 'processID' in this && typeof this.processID === 'number' ? this.processID : 0
  }

  /** For how many milliseconds a statement has waited since the server last sent anything; 0 while none waits. */
  silentFor(now = performance.now()): number {
    const { bytesRead } = this.#socket
    if (!this.#isWaiting) return 0
    if (bytesRead !== this.#bytesHeard) {
      this.#bytesHeard = bytesRead
      this.#heardAt = now
    }
    return now - this.#heardAt
  }

  /** Ends the connection at once. A waiting statement fails with this error. */
  cut(reason: Error): void {
    this.cutFor ??= reason
    this.#socket.destroy(reason)
  }
}

/**
 * Makes clients that are in a set from the first to the last moment. Behind a pooler they name no statements: the next
 * statement may meet a server process that does not know the name, or knows it of somebody else.
 */
export function watchedClients(
  all: Set<WatchedClient>,
  { isPooled, statementTimeout }: { isPooled: boolean; statementTimeout: number },
): typeof WatchedClient {
  return class extends WatchedClient {
    override statementTimeout = statementTimeout
    constructor(config?: pg.ClientConfig) {
      super(config)
      const ask = this.query as (...words: unknown[]) => unknown
      this.query = ((first: unknown, ...words: unknown[]) =>
        ask(isPooled ? withoutName(first) : first, ...words)) as unknown as pg.Client['query']
      all.add(this)
      this.once('end', () => all.delete(this))
    }
  }
}

function textOf(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'text' in query ? query.text : query
}

function withoutName(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'name' in query ? { ...query, name: undefined } : query
}
