import type { Worker } from 'node:worker_threads'
import type { Results } from '@electric-sql/pglite'
import { startThread } from '../root.ts'
import { watchIdleness } from './idle-transaction.ts'
import type { WorkerAnswer, WorkerOptions } from './pglite-worker.ts'

interface QueryOptions {
  rowMode?: 'array' | 'object'
}

/** Runs statements: the client itself, or a transaction that has the database to itself. */
interface Queryable {
  query(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<Record<string, unknown>>>
}

interface Pending {
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/** PGlite in a worker, with the part of PGlite's interface that Drizzle uses. */
export class PgliteClient implements Queryable {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  readonly #onLost: (error: Error) => void
  #lastId = 0
  #turn: Promise<unknown> = Promise.resolve()
  #stopped: Error | undefined

  /** `onLost` is called when the worker ends without being asked to. */
  constructor(options: WorkerOptions, onLost: (error: Error) => void = () => {}) {
    this.#onLost = onLost
    this.#worker = startThread('pglite-worker', import.meta.url, { workerData: options })
    this.#worker.unref()
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer))
    this.#worker.on('error', (error) => this.#lose(error))
    this.#worker.on('exit', (code) => this.#lose(new Error(`its worker ended with code ${code}`)))
  }

  query(text: string, values?: unknown[], options: QueryOptions = {}): Promise<Results<Record<string, unknown>>> {
    return this.#inTurn(() => this.#query(text, values, options))
  }

  exec(script: string): Promise<void> {
    return this.#inTurn(() => this.#ask({ script }))
  }

  /** Runs statements as one transaction, with no other statement between them. */
  transaction<T>(run: (inner: Queryable) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#query('begin')
      const idleness = watchIdleness()
      const query: Queryable['query'] = (text, values, options) =>
        idleness.interrupt(text, () => this.#query(text, values, options))
      try {
        const result = await Promise.race([run({ query }), idleness.tooLong])
        await this.#query('commit')
        return result
      } catch (error) {
        await this.#query('rollback').catch(() => {})
        throw error
      } finally {
        idleness.end()
      }
    })
  }

  /** Copies the whole database, to be loaded elsewhere. */
  dump(): Promise<Blob> {
    return this.#inTurn(() => this.#ask({ dump: true }))
  }

  /** Waits for the requests before it; requests after it fail. */
  async close(): Promise<void> {
    await this.#inTurn(async () => {
      try {
        if (!this.#stopped) await this.#ask({ close: true })
      } finally {
        this.#stop('it was closed')
        await this.#worker.terminate()
      }
    })
  }

  #query(text: string, values?: unknown[], { rowMode }: QueryOptions = {}): Promise<Results<Record<string, unknown>>> {
    return this.#ask({ text, values, rowMode })
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run)
    this.#turn = result.catch(() => {})
    return result
  }

  // The worker keeps the process alive only while a request is pending.
  #ask<T>(request: object): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#stopped) throw this.#stopped
      this.#lastId += 1
      this.#worker.postMessage({ id: this.#lastId, ...request })
      this.#pending.set(this.#lastId, { resolve, reject })
      this.#worker.ref()
    })
  }

  #settle({ id, result, error }: WorkerAnswer): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker.unref()
    if (error) pending?.reject(Object.assign(new Error(String(error.message)), error))
    else pending?.resolve(result as never)
  }

  #lose(reason: Error): void {
    if (this.#stopped) return
    this.#onLost(this.#stop(reason.message, reason))
  }

  #stop(reason: string, cause?: Error): Error {
    const stopped = new Error(`The embedded database has stopped: ${reason}`, { cause })
    this.#stopped = stopped
    for (const { reject } of this.#pending.values()) reject(stopped)
    this.#pending.clear()
    return stopped
  }
}
