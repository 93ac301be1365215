import {
  Conflict,
  Gone,
  NotFound,
  PreconditionFailed,
  PreconditionRequired,
  type Problem,
  ValidationProblem,
} from '../http/problems.ts'
import { parseDocument, recordTag, toStored, withoutOwned } from '../model/documents.ts'
import { type OwnedFields, ownedFields, type RecordDocument, type StoredDocument } from '../model/noun.ts'
import { mergePatch } from './merge-patch.ts'
import type { Head } from './record-heads.ts'
import type { Decision, NewVersion, Write } from './write.ts'

/** Decides on a write, given the locked head of its record. */
export function decide(write: Write, head: Head | undefined, now: string, reason: string | undefined): Decision {
  const present = head?.body && !head.deleted ? (JSON.parse(head.body) as StoredDocument) : undefined
  const version = head?.version ?? 0
  const failed = (problem: Problem): Decision => ({ write, status: 'failed', version, problem })

  const obstacle = precondition(write, head, present)
  if (obstacle) return failed(obstacle)
  const { change } = write
  if (change.op === 'delete') {
    const owned = { version: version + 1, createdAt: present?.createdAt ?? now, updatedAt: now }
    const tombstone = toStored({ id: write.id, deleted: true, reason }, owned)
    return decided(write, 'deleted', 'delete', tombstone)
  }
  const wanted = wantedDocument(write, head, present)
  if (wanted instanceof Error) return failed(wanted)
  if (present && JSON.stringify(toStored(wanted, present)) === head?.body)
    return { write, status: 'unchanged', version, body: head.body }
  const op = change.op === 'restore' ? 'restore' : present ? 'update' : 'create'
  const createdAt = createdAtOf(head) ?? now
  const document = toStored(wanted, { version: version + 1, createdAt, updatedAt: now })
  const status = op === 'create' ? 'created' : 'updated'
  return decided(write, status, op, document)
}

function decided(write: Write, status: Decision['status'], op: NewVersion['op'], document: StoredDocument): Decision {
  const { noun, id } = write
  const { version } = document
  const body = JSON.stringify(document)
  return { write, status, version, next: { noun, id, version, op, document, body }, body }
}

/** Why the write may not happen at all, given what stands. */
function precondition(
  { noun, id, change, expected }: Write,
  head: Head | undefined,
  present: StoredDocument | undefined,
): Problem | undefined {
  const { version = 0, deleted = false } = head ?? {}
  const name = `${noun.singular} "${id}"`
  if (change.op === 'restore' && present) return new Conflict(`The ${name} is not deleted.`)
  if (deleted && change.op !== 'restore')
    return new Gone(`The ${name} is deleted. An id is never given again; restore the record instead.`)
  if (!present && !deleted && change.op !== 'put') return new NotFound(noun.singular, id)
  const tag = present && recordTag(version, head?.body ?? '')
  const stale = (detail: string) => new PreconditionFailed(tag, detail, { version })
  if (expected === 'unstated' && present) return new PreconditionRequired(undefined, { version })
  if (expected === 'absent' && present) return stale(`The ${name} exists already.`)
  if ((expected === 'present' || Array.isArray(expected)) && !present) return stale(`The ${name} does not exist.`)
  if (typeof expected === 'number' && expected !== version)
    return stale(`The ${name} is at version ${version}, not ${expected}.`)
  if (Array.isArray(expected) && !expected.includes(tag ?? ''))
    return stale(`The ${name} is at version ${version}, which If-Match does not name.`)
  return undefined
}

function wantedDocument(
  { noun, id, change }: Write,
  head: Head | undefined,
  present: StoredDocument | undefined,
): RecordDocument | Problem {
  const input = inputOf(change, head, present)
  if (typeof input === 'object' && input !== null && 'id' in input && input.id !== id)
    return new ValidationProblem([{ pointer: '/id', detail: `Must be "${id}", the id of the address.` }])
  const parsed = parseDocument(noun, typeof input === 'object' && input !== null ? { id, ...input } : input)
  if ('violations' in parsed) return new ValidationProblem(parsed.violations)
  const stale = (Object.keys(ownedFields) as (keyof OwnedFields)[]).filter(
    (field) => parsed.owned[field] !== undefined && parsed.owned[field] !== present?.[field],
  )
  if (stale.length > 0 && change.op !== 'restore')
    return new ValidationProblem(
      stale.map((field) => ({
        pointer: `/${field}`,
        detail: 'Is given by the registry; leave it out or send the present value.',
      })),
    )
  return parsed.document
}

function inputOf(change: Write['change'], head: Head | undefined, present: StoredDocument | undefined): unknown {
  if (change.op === 'put') return change.record
  if (change.op === 'patch') return present && mergePatch(present, change.patch)
  return head?.bodyBeforeDeletion && withoutOwned(JSON.parse(head.bodyBeforeDeletion))
}

function createdAtOf(head: Head | undefined): string | undefined {
  return head?.body && (JSON.parse(head.body) as StoredDocument).createdAt
}
