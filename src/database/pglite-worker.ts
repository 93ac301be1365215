import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'

// PGlite blocks its thread while it works, so it has a thread of its own. Requests come in order and are answered in order.

/** The options that the worker is started with. */
export interface WorkerOptions {
  /** A folder, or undefined for a database in memory. */
  folder?: string
  /** A dumped database to begin with. */
  dump?: Blob
}
type WorkerRequest = { id: number } & (
  | { text: string; values?: unknown[]; rowMode?: 'array' | 'object' }
  | { script: string }
  | { dump: true }
  | { close: true }
)
export type WorkerAnswer = { id: number; result?: unknown; error?: Record<string, unknown> }

const asText = (value: string) => value
// The ids of the array types of numeric, timestamp, timestamptz, interval and date.
const keptAsText = [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182]
const parsers = Object.fromEntries(keptAsText.map((type) => [type, asText]))

// Postgres's default of 128 MB would hold pages a second time that the system's cache holds already.
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB']

const { folder, dump } = workerData as WorkerOptions
const opening = PGlite.create({ dataDir: folder, loadDataDir: dump, parsers, startParams })
// The first request is answered with the reason why the database cannot be opened.
opening.catch(() => {})

parentPort?.on('message', async (request: WorkerRequest) => {
  const answer = await handle(request).then(
    (result): WorkerAnswer => ({ id: request.id, result }),
    (error): WorkerAnswer => ({ id: request.id, error: plain(error) }),
  )
  parentPort?.postMessage(answer)
})

async function handle(request: WorkerRequest): Promise<unknown> {
  const pglite = await opening
  if ('text' in request) {
    const { rows, fields, affectedRows } = await pglite.query(request.text, request.values, {
      rowMode: request.rowMode,
    })
    return { rows, fields, affectedRows }
  }
  if ('script' in request) return void (await pglite.exec(request.script))
  if ('dump' in request) return pglite.dumpDataDir('none')
  if ('close' in request) return pglite.close()
  return undefined
}

/** The parts of an error that a message can carry. */
function plain(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, code, detail, constraint, table, column, hint } = error as Error & Record<string, unknown>
  return { message, code, detail, constraint, table, column, hint }
}
