import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalOf } from '../../access/guard.ts'
import type { Database } from '../../database/connect.ts'
import { setHeaders } from '../../http/answer.ts'
import { lastModifiedHeader, lastModifiedOf } from '../../http/last-modified.ts'
import { endOfRevision } from '../../log/log-cursor.ts'
import { findText, type Text } from '../../read/record-texts.ts'
import type { Registry } from '../../read/registry.ts'
import { lastSeq } from '../../write/append.ts'
import { fingerprintOf, onlyOnce, type Repeatable, type WriteAnswer } from '../../write/idempotency.ts'
import { json, withMember } from '../send.ts'

interface Options {
  /** False for a request that writes nothing and may be done again, such as a dry run. */
  repeatable?: boolean
  /** Whether the body tells the position of the log, which is known once the write is committed. */
  tellsSeq?: boolean
}

/** Does a write, at most once for each Idempotency-Key, and sends its answer. */
export async function answerWrite(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  write: (db: Database) => Promise<WriteAnswer>,
  options: Options = {},
): Promise<FastifyReply> {
  const position = registry.head.present.current()
  if (position) reply.header('registry-seq', position.seq)
  const repeatable = options.repeatable === false ? undefined : repeatableOf(request)
  const { answer, repeated } = repeatable
    ? await onlyOnce(registry.leader, repeatable, write)
    : { answer: await write(registry.leader), repeated: false }

  const seq = await positionOf(registry, answer)
  registry.head.acknowledged(seq)
  if (repeated) reply.header('idempotency-replayed', 'true')
  reply.code(answer.status).headers(answer.headers).header('registry-seq', seq).header('cache-control', 'no-store')
  if (answer.versionId) return sendVersion(reply, await findText(registry.leader, answer.versionId))
  if (answer.body === null) return reply.send()
  return reply.type(json).send(options.tellsSeq ? withMember(answer.body, 'seq', String(seq)) : answer.body)
}

/** A record has its instants once it is committed, so it is read again then. */
function sendVersion(reply: FastifyReply, { tag, updatedAt, body }: Text): FastifyReply {
  setHeaders(reply, ['etag', tag, ...lastModifiedHeader(lastModifiedOf(updatedAt))])
  return reply.type(json).send(body)
}

function repeatableOf(request: FastifyRequest): Repeatable | undefined {
  const { 'idempotency-key': key, 'if-match': match, 'if-none-match': noneMatch } = request.headers
  if (typeof key !== 'string') return undefined
  const fingerprint = fingerprintOf(request.method, request.url, match, noneMatch, request.body)
  return { principal: principalOf(request).actor, key, fingerprint }
}

async function positionOf(registry: Registry, { tx, seq }: WriteAnswer): Promise<number> {
  return seq ?? (tx ? await committedAt(registry, tx) : undefined) ?? (await registry.head.refresh()).seq
}

/** Where a revision ends, which is known from now on: a log that lacks it later has lost it. */
async function committedAt({ leader, head }: Registry, tx: string): Promise<number | undefined> {
  const known = head.known()
  if (!known) return lastSeq(leader, tx)
  const end = await endOfRevision(leader, tx, known)
  // Where the log has gone back already, what it lacks is still known when it is looked at next.
  if (end?.goesOn && head.known()?.epoch === end.epoch) head.know(end)
  return end?.seq
}
