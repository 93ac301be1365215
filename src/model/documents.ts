import { hash } from 'node:crypto'
import { isJsonObject } from '../json/json-object.ts'
import { texts } from '../language/texts.ts'
import type { Violation } from '../problems/problems.ts'
import { parsed } from '../problems/validation.ts'
import type { Noun } from './noun.ts'
import type { OwnedFields, RecordDocument } from './record-document.ts'

type ParsedDocument = { document: RecordDocument } | { violations: Violation[] }

/** Checks what a client wrote against the noun's schema, leaving out the fields that the registry owns. */
export function parseDocument(noun: Noun, input: unknown): ParsedDocument {
  if (!isJsonObject(input))
    return {
      violations: [
        { pointer: '', detail: texts('This must be a JSON object.', '須為 JSON 物件。', '须为 JSON 对象。') },
      ],
    }
  const { version, createdAt, updatedAt, ...rest } = input
  const read = parsed(noun.schema, rest, 'body')
  return read.violations ? read : { document: read.data as RecordDocument }
}

/** The text of a record as it is stored: without the owned fields, and in one order of members whoever wrote it. */
export function toContent({ id, ...rest }: RecordDocument): string {
  return JSON.stringify({ id, ...rest })
}

/** The content of a deletion in the log. */
export function tombstone(id: string): RecordDocument {
  return { id, deleted: true }
}

/**
 * Puts the owned fields behind the id of a stored text. It begins with `{"id":"…"`, and an id has no character that JSON
 * escapes, so nothing is parsed.
 */
export function withOwned(content: Buffer, { version, createdAt, updatedAt }: OwnedFields): Buffer {
  const end = content.indexOf(quote, idAt) + 1
  const owned = `,"version":${version},"createdAt":"${createdAt}","updatedAt":"${updatedAt}"`
  const text = Buffer.allocUnsafe(content.length + owned.length)
  content.copy(text, 0, 0, end)
  text.write(owned, end, 'latin1')
  content.copy(text, end + owned.length, end)
  return text
}
const idAt = '{"id":"'.length
const quote = 0x22

export function withoutOwned(stored: RecordDocument): RecordDocument {
  const { version, createdAt, updatedAt, ...document } = stored
  return document
}

/** The strong entity tag of a record: its version and the first bytes of the hash of its content. */
export function recordTag(version: number, digest: string): string {
  return `"${version}-${digest.slice(0, 16)}"`
}

/** In hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
