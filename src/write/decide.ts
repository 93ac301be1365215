import {
  Conflict,
  Gone,
  NotFound,
  PreconditionFailed,
  PreconditionRequired,
  type Problem,
  ValidationProblem,
} from '../http/problems.ts'
import { parseDocument, recordTag, toContent, tombstone } from '../model/documents.ts'
import { type OwnedFields, ownedFields, type RecordDocument } from '../model/record-document.ts'
import { mergePatch } from './merge-patch.ts'
import type { Head, LastVersion } from './record-heads.ts'
import type { Decision, NewVersion, Write } from './write.ts'

/** Decides on a write, given the locked head of its record. */
export function decide(write: Write, head: Head | undefined): Decision {
  const { last, version = 0, deleted = false } = head ?? {}
  const present = last && !deleted ? last : undefined
  const failed = (problem: Problem): Decision => ({ write, status: 'failed', version, problem })

  const obstacle = precondition(write, head, present)
  if (obstacle) return failed(obstacle)
  if (write.change.op === 'delete') return decided(write, head, 'deleted', 'delete', tombstone(write.id))
  const wanted = wantedDocument(write, last, present)
  if (wanted instanceof Error) return failed(wanted)
  if (present && toContent(wanted) === present.content)
    return { write, status: 'unchanged', version, versionId: present.versionId }
  if (deleted) return decided(write, head, 'updated', 'restore', wanted)
  return present ? decided(write, head, 'updated', 'update', wanted) : decided(write, head, 'created', 'create', wanted)
}

function decided(
  write: Write,
  head: Head | undefined,
  status: Decision['status'],
  op: NewVersion['op'],
  document: RecordDocument,
): Decision {
  const { noun, id } = write
  const version = (head?.version ?? 0) + 1
  const before = head?.last && (JSON.parse(head.last.contentBefore ?? head.last.content) as RecordDocument)
  const content = toContent(document)
  const next = { noun, id, version, op, document, content, before, recordId: head?.last?.recordId }
  return { write, status, version, next }
}

/** Why the write may not happen at all, given what stands. */
function precondition(
  { noun, id, change, expected }: Write,
  head: Head | undefined,
  present: LastVersion | undefined,
): Problem | undefined {
  const { version = 0, deleted = false } = head ?? {}
  const name = `${noun.singular} "${id}"`
  if (change.op === 'restore' && present) return new Conflict(`The ${name} is not deleted.`)
  const comesBack = change.op === 'restore' || (change.op === 'put' && change.revives)
  if (deleted && !comesBack)
    return new Gone(`The ${name} is deleted. An id is never given again; restore the record instead.`)
  if (!present && !deleted && change.op !== 'put') return new NotFound(noun.singular, id)
  const tag = present && recordTag(version, present.sha256)
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
  last: LastVersion | undefined,
  present: LastVersion | undefined,
): RecordDocument | Problem {
  const input = inputOf(change, last, present)
  if (typeof input === 'object' && input !== null && 'id' in input && input.id !== id)
    return new ValidationProblem([{ pointer: '/id', detail: `Must be "${id}", the id of the address.` }])
  const parsed = parseDocument(noun, typeof input === 'object' && input !== null ? { id, ...input } : input)
  if ('violations' in parsed) return new ValidationProblem(parsed.violations)
  const stale = givenOwned(change).filter(([field, value]) => value !== present?.[field])
  if (stale.length > 0)
    return new ValidationProblem(
      stale.map(([field]) => ({
        pointer: `/${field}`,
        detail: 'Is given by the registry; leave it out or send the present value.',
      })),
    )
  return parsed.document
}

/** The fields of the registry that a client gives, be it to remove them. */
function givenOwned(change: Write['change']): [keyof OwnedFields, unknown][] {
  const given = change.op === 'put' ? change.record : change.op === 'patch' ? change.patch : undefined
  if (typeof given !== 'object' || given === null) return []
  const isOwned = ([field, value]: [string, unknown]): boolean => field in ownedFields && value !== undefined
  return Object.entries(given).filter(isOwned) as [keyof OwnedFields, unknown][]
}

function inputOf(change: Write['change'], last: LastVersion | undefined, present: LastVersion | undefined): unknown {
  if (change.op === 'put') return change.record
  if (change.op === 'patch') return present && mergePatch(JSON.parse(present.content), change.patch)
  return last?.contentBefore && JSON.parse(last.contentBefore)
}
