import type { FastifyRequest } from 'fastify'
import { requireScope } from '../../access/guard.ts'
import type { ChangeKind } from '../../database/change-kinds.ts'
import type { Database } from '../../database/connect.ts'
import { lineTypes, takesOnly } from '../../http/bodies.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { documentOf } from '../../http/errors.ts'
import { languageOf } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { texts } from '../../language/texts.ts'
import { readHead } from '../../log/head.ts'
import { mostViolations, Problem, ValidationProblem } from '../../problems/problems.ts'
import { parsed } from '../../problems/validation.ts'
import type { Registry } from '../../read/registry.ts'
import { mapInSlices } from '../../slices.ts'
import type { WriteAnswer } from '../../write/idempotency.ts'
import { save } from '../../write/save.ts'
import type { Write, WriteResult } from '../../write/write.ts'
import { answerWrite } from './answer-write.ts'
import { anyBody } from './any-body.ts'
import { authorOf } from './author.ts'
import { type Entry, entryReader, type ReadEntry } from './batch-entries.ts'
import {
  type BatchQuery,
  type BatchRow,
  batchAnswer,
  batchBody,
  batchQuery,
  documentedBatch,
  longestBatch,
  mostRecords,
  plainHeaders,
} from './write-schema.ts'

/** `POST /v1/batch`. */
export function batchRoute(app: Server, registry: Registry): void {
  const readEntry = entryReader(registry.nouns)
  const schema = {
    operationId: 'writeBatch',
    summary: 'Write many records',
    description: `Up to ${mostRecords.toLocaleString('en').replace(',', ' ')} records as one revision. What stands under an id is replaced, unless \`ifVersion\` says what must stand. \`atomic\`: one failure and nothing is written (422, with the same members). \`partial\`: what can be written is written. Deletions need the scope \`delete\` as well.`,
    tags: ['batch'],
    security: [{ key: [] }],
    querystring: batchQuery,
    headers: plainHeaders,
    consumes: batchTypes,
    body: documentedBatch(registry.nouns),
    response: {
      200: batchAnswer(registry.nouns).describe('What became of each record.'),
      ...problemResponses(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
    },
  }
  const options = {
    schema,
    config: { scope: 'bulk' },
    bodyLimit: longestBatch,
    onRequest: takesOnly(...batchTypes),
    validatorCompiler: anyBody,
  } as const
  app.post('/v1/batch', options, async (request, reply) => {
    const batch = await readBatch(request, readEntry)
    if (batch.entries.some(({ write }) => write?.change.op === 'delete')) requireScope(request, 'delete')
    return answerWrite(request, reply, registry, (db) => writeBatch(db, registry, request, batch), {
      repeatable: !batch.dryRun,
      tellsSeq: true,
    })
  })
}

const batchTypes = ['application/json', ...lineTypes]

interface Batch {
  entries: Entry[]
  mode: 'atomic' | 'partial'
  dryRun: boolean
  reason?: string
  kind?: ChangeKind
}

/** The entries, and the settings of the body, or of the query where the body has none. */
async function readBatch(request: FastifyRequest, readEntry: ReadEntry): Promise<Batch> {
  const query = request.query as BatchQuery
  const read = parsed(batchBody, request.body, 'body')
  if (read.violations) throw new ValidationProblem(read.violations)
  const { records, mode = query.mode ?? 'atomic', dryRun = query.dryRun === 'true', ...said } = read.data
  return { entries: await mapInSlices(records, readEntry), mode, dryRun, ...said }
}

async function writeBatch(
  db: Database,
  { nouns }: Registry,
  request: FastifyRequest,
  { entries, mode, dryRun, reason, kind }: Batch,
): Promise<WriteAnswer> {
  const writes = entries.flatMap(({ write }) => write ?? [])
  const spoilt = mode === 'atomic' && writes.length < entries.length
  const options = { ...authorOf(request, { reason, kind }), mode, dryRun: dryRun || spoilt }
  const { results, tx } = await save(db, nouns, writes, options)
  const rowOf = new Map<Write, WriteResult>(results.map((result, index) => [writes[index] as Write, result]))
  let mostErrors = mostViolations
  const rows = entries.map((entry, index) => {
    const result = entry.write && rowOf.get(entry.write)
    const problem = entry.problem ?? result?.problem
    const row = toRow(request, index, entry, result, mostErrors)
    if (problem instanceof ValidationProblem) mostErrors = Math.max(0, mostErrors - problem.errors.length)
    return row
  })
  const summary = countByStatus(rows)
  const seq = tx ? undefined : (await readHead(db)).seq
  if (mode === 'atomic' && summary.failed > 0)
    throw new Problem('unprocessable', nothingWritten(summary.failed), { seq, summary, results: rows })
  return { status: 200, headers: {}, body: JSON.stringify({ summary, results: rows }), tx, seq }
}

function toRow(
  request: FastifyRequest,
  index: number,
  entry: Entry,
  result: WriteResult | undefined,
  mostErrors: number,
): BatchRow {
  const { noun, id } = entry
  const problem = entry.problem ?? result?.problem
  if (problem) {
    const document = documentOf(problem, languageOf(request), {
      path: '/v1/batch',
      requestId: request.id,
      mount: request.server.mount,
      mostErrors,
    })
    return { index, noun, id, status: 'failed', problem: document }
  }
  return { index, noun, id, status: result?.status ?? 'unchanged', version: result?.version }
}

function countByStatus(rows: BatchRow[]) {
  const summary = { created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 }
  for (const { status } of rows) summary[status] += 1
  return summary
}

const nothingWritten = (failed: number) =>
  texts(
    `Nothing was written: ${failed} of the records cannot be, as \`results\` says.`,
    `沒有寫入任何記錄：其中 ${failed} 項無法寫入，詳見 results。`,
    `没有写入任何记录：其中 ${failed} 项无法写入，详见 results。`,
  )
