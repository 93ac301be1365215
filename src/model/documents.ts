import { hash } from 'node:crypto'
import type { Violation } from '../http/problems.ts'
import { violationsIn } from '../http/validation.ts'
import type { Noun, OwnedFields, RecordDocument, StoredDocument } from './noun.ts'

export type Parsed = { document: RecordDocument; owned: Partial<OwnedFields> } | { violations: Violation[] }

/** Checks what a client wrote against the noun's schema, and sets apart the fields that the registry owns. */
export function parseDocument(noun: Noun, input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { violations: [{ pointer: '', detail: 'Must be a JSON object.' }] }
  const { version, createdAt, updatedAt, ...rest } = input as Record<string, unknown>
  const parsed = noun.schema.safeParse(rest)
  if (!parsed.success) return { violations: violationsIn(noun.schema, rest, 'body') }
  const owned = { version, createdAt, updatedAt } as Partial<OwnedFields>
  return { document: parsed.data as RecordDocument, owned }
}

/** A version as it is stored and sent: one order of members, whoever wrote the record. */
export function toStored(
  { id, ...rest }: RecordDocument,
  { version, createdAt, updatedAt }: OwnedFields,
): StoredDocument {
  return { id, version, createdAt, updatedAt, ...rest }
}

/** When a version was written, from its stored text, in which the owned fields come first. */
export function updatedAtOf(body: string): Date {
  return new Date(/"updatedAt":"([^"]+)"/.exec(body)?.[1] ?? Number.NaN)
}

export function withoutOwned(stored: StoredDocument): RecordDocument {
  const { version, createdAt, updatedAt, ...document } = stored
  return document
}

/** The strong entity tag of a record: its version and the first bytes of its hash. */
export function recordTag(version: number, body: string): string {
  return `"${version}-${sha256(body).slice(0, 16)}"`
}

/** In hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
