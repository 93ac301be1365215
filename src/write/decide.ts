import { isJsonObject } from '../json/json-object.ts'
import { type Texts, texts } from '../language/texts.ts'
import { parseDocument, recordTag, toContent, tombstone } from '../model/documents.ts'
import { type OwnedFields, ownedFields, type RecordDocument } from '../model/record-document.ts'
import { NotFound, PreconditionFailed, Problem, ValidationProblem } from '../problems/problems.ts'
import { mergePatch } from './merge-patch.ts'
import { documentBefore, type Head, type LastVersion } from './record-heads.ts'
import type { Decision, NewVersion, Write } from './write.ts'

/** Decides on a write, given the locked head of its record. */
export function decide(write: Write, head: Head | undefined): Decision {
  const { last, version = 0, deleted = false } = head ?? {}
  const present = last && !deleted ? last : undefined
  const failed = (problem: Problem): Decision => ({ write, status: 'failed', version, problem })

  const obstacle = precondition(write, head, present)
  if (obstacle) return failed(obstacle)
  if (write.change.op === 'delete') return decided(write, head, 'delete', tombstone(write.id))
  const next = documentAfter(write, last, present)
  if (next instanceof Error) return failed(next)
  if (present && toContent(next) === present.content)
    return { write, status: 'unchanged', version, versionId: present.versionId }
  return decided(write, head, deleted ? 'restore' : present ? 'update' : 'create', next)
}

const statusOf = { create: 'created', update: 'updated', restore: 'updated', delete: 'deleted' } as const

function decided(write: Write, head: Head | undefined, op: NewVersion['op'], document: RecordDocument): Decision {
  const { noun, id } = write
  const version = (head?.version ?? 0) + 1
  const before = head && documentBefore(head)
  const content = toContent(document)
  const next = { noun, id, version, op, document, content, before, recordId: head?.last?.recordId }
  return { write, status: statusOf[op], version, next }
}

/** Why the write may not happen at all, given what stands. */
function precondition(
  { noun, id, change, expected }: Write,
  head: Head | undefined,
  present: LastVersion | undefined,
): Problem | undefined {
  const { version = 0, deleted = false } = head ?? {}
  const { singular } = noun.names
  const name = texts(
    `The ${singular.en.toLowerCase()} "${id}"`,
    `${singular['zh-Hant']}「${id}」`,
    `${singular['zh-Hans']}“${id}”`,
  )
  const say = (english: string, traditional: string, simplified: string) =>
    texts(`${name.en} ${english}.`, `${name['zh-Hant']}${traditional}。`, `${name['zh-Hans']}${simplified}。`)
  if (change.op === 'restore' && present) return new Problem('conflict', say('is not deleted', '未被刪除', '未被删除'))
  const comesBack = change.op === 'restore' || (change.op === 'put' && change.revives)
  if (deleted && !comesBack)
    return new Problem(
      'gone',
      say(
        'is deleted. An id is never given again; restore the record instead',
        '已刪除。id 不會再次使用；請改為還原該記錄',
        '已删除。id 不会再次使用；请改为还原该记录',
      ),
    )
  if (!present && !deleted && change.op !== 'put') return new NotFound(singular, id)
  const tag = present && recordTag(version, present.sha256)
  const stale = (detail: Texts) => new PreconditionFailed(tag, detail, { version })
  if (expected === 'unstated' && present) return new Problem('precondition-required', undefined, { version })
  if (expected === 'absent' && present) return stale(say('exists already', '已存在', '已存在'))
  if ((expected === 'present' || Array.isArray(expected)) && !present)
    return stale(say('does not exist', '不存在', '不存在'))
  if (typeof expected === 'number' && expected !== version)
    return stale(
      say(
        `is at version ${version}, not ${expected}`,
        `現為第 ${version} 版，並非第 ${expected} 版`,
        `现为第 ${version} 版，并非第 ${expected} 版`,
      ),
    )
  if (Array.isArray(expected) && !expected.includes(tag ?? ''))
    return stale(
      say(
        `is at version ${version}, which If-Match does not name`,
        `現為第 ${version} 版，並非 If-Match 所指`,
        `现为第 ${version} 版，并非 If-Match 所指`,
      ),
    )
  return undefined
}

const givenByRegistry = texts(
  'This is given by the registry; leave it out or send the present value.',
  '由登記冊給定；請省略，或傳送現值。',
  '由登记册给定；请省略，或发送现值。',
)

function documentAfter(
  { noun, id, change }: Write,
  last: LastVersion | undefined,
  present: LastVersion | undefined,
): RecordDocument | Problem {
  const input = inputOf(change, last, present)
  if (isJsonObject(input) && 'id' in input && input.id !== id)
    return new ValidationProblem([
      {
        pointer: '/id',
        detail: texts(
          `This must be "${id}", the id of the address.`,
          `須為網址中的 id「${id}」。`,
          `须为网址中的 id“${id}”。`,
        ),
      },
    ])
  const parsed = parseDocument(noun, isJsonObject(input) ? { id, ...input } : input)
  if ('violations' in parsed) return new ValidationProblem(parsed.violations)
  const stale = givenOwned(change).filter(([field, value]) => value !== present?.[field])
  if (stale.length > 0)
    return new ValidationProblem(
      stale.map(([field]) => ({
        pointer: `/${field}`,
        detail: givenByRegistry,
      })),
    )
  return parsed.document
}

/** The fields of the registry that a client gives, be it to remove them. */
function givenOwned(change: Write['change']): [keyof OwnedFields, unknown][] {
  const given = change.op === 'put' ? change.record : change.op === 'patch' ? change.patch : undefined
  if (!isJsonObject(given)) return []
  const isOwned = ([field, value]: [string, unknown]): boolean =>
    Object.hasOwn(ownedFields, field) && value !== undefined
  return Object.entries(given).filter(isOwned) as [keyof OwnedFields, unknown][]
}

function inputOf(change: Write['change'], last: LastVersion | undefined, present: LastVersion | undefined): unknown {
  if (change.op === 'put') return change.record
  if (change.op === 'patch') return present && mergePatch(JSON.parse(present.content), change.patch)
  return last?.contentBefore && JSON.parse(last.contentBefore)
}
