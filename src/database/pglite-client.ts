import { Worker } from 'node:worker_threads'
import type { Results } from '@electric-sql/pglite'
import { projectRoot } from '../root.ts'
import type { WorkerAnswer, WorkerOptions } from './pglite-worker.ts'

interface QueryOptions {
  rowMode?: 'array' | 'object'
}

/** What runs statements: the client itself, or a transaction that has the database to itself. */
interface Queryable {
  query(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<Record<string, unknown>>>
}

// A worker runs compiled code, also when the rest of the program runs from source.
const workerFile = new URL('dist/database/pglite-worker.js', projectRoot)

/** PGlite in a worker, with the part of PGlite's interface that Drizzle uses. */
export class PgliteClient implements Queryable {
  readonly #worker: Worker
  readonly #pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  #lastId = 0
  #turn: Promise<unknown> = Promise.resolve()
  #stopped: Error | undefined

  constructor(options: WorkerOptions) {
    this.#worker = new Worker(workerFile, { workerData: options })
    this.#worker.unref()
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer))
    this.#worker.on('error', (error) => this.#stop(error))
    this.#worker.on('exit', () => this.#stop(new Error('no reason given')))
  }

  query(text: string, values?: unknown[], options: QueryOptions = {}): Promise<Results<Record<string, unknown>>> {
    return this.#inTurn(() => this.#query(text, values, options))
  }

  exec(script: string): Promise<void> {
    return this.#inTurn(() => this.#ask({ script }))
  }

  /** Runs statements with nobody else's between them. */
  transaction<T>(run: (inner: Queryable) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#query('begin')
      try {
        const result = await run({ query: (text, values, options) => this.#query(text, values, options) })
        await this.#query('commit')
        return result
      } catch (error) {
        await this.#query('rollback').catch(() => {})
        throw error
      }
    })
  }

  /** The whole database, to be loaded elsewhere. */
  dump(): Promise<Blob> {
    return this.#inTurn(() => this.#ask({ dump: true }))
  }

  async close(): Promise<void> {
    if (this.#stopped) return
    await this.#inTurn(() => this.#ask({ close: true }))
    await this.#worker.terminate()
  }

  #query(text: string, values?: unknown[], { rowMode }: QueryOptions = {}): Promise<Results<Record<string, unknown>>> {
    return this.#ask({ text, values, rowMode })
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run)
    this.#turn = result.catch(() => {})
    return result
  }

  // The worker keeps the process alive only while something is asked of it.
  #ask<T>(request: object): Promise<T> {
    if (this.#stopped) return Promise.reject(this.#stopped)
    this.#lastId += 1
    const id = this.#lastId
    return new Promise<T>((resolve, reject) => {
      if (this.#pending.size === 0) this.#worker.ref()
      this.#pending.set(id, { resolve, reject })
      this.#worker.postMessage({ id, ...request })
    })
  }

  #settle({ id, result, error }: WorkerAnswer): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker.unref()
    if (error) pending?.reject(Object.assign(new Error(String(error.message)), error))
    else pending?.resolve(result as never)
  }

  #stop(reason: Error): void {
    this.#stopped ??= new Error(`The embedded database has stopped: ${reason.message}`, { cause: reason })
    for (const { reject } of this.#pending.values()) reject(this.#stopped)
    this.#pending.clear()
  }
}
