import type { IncomingHttpHeaders } from 'node:http'
import type { Answers } from '../../answers/kept-answers.ts'
import type { Answer } from '../../http/answer.ts'
import { recordPattern } from '../../http/api-address.ts'
import { lastModifiedOf } from '../../http/last-modified.ts'
import type { Noun } from '../../model/noun.ts'
import type { FoundRecord } from '../../read/find-record.ts'
import type { View } from '../../read/registry.ts'
import { json } from '../send.ts'

/** A record as it is sent: whole, in JSON. */
export function recordAnswer(noun: Noun, { seq, tag, updatedAt, body }: FoundRecord): Answer {
  const headers = ['vary', 'Accept, Accept-Encoding', 'registry-seq', String(seq)]
  return { route: recordPattern(noun.name), headers, tag, type: json, body, lastModified: lastModifiedOf(updatedAt) }
}

/** Reads a record whole, and keeps the answer if it is asked for again. */
export async function readRecord(
  { findRecord, head }: View,
  answers: Answers,
  request: { url?: string; headers: IncomingHttpHeaders },
  noun: Noun,
  id: string,
): Promise<Answer | undefined> {
  const readAt = answers.present()
  const record = await findRecord(noun, id)
  if (!record) return undefined
  const { seq } = record
  head.seen(seq)
  const answer = recordAnswer(noun, record)
  answers.keep(request, readAt && { ...readAt, seq }, answer)
  return answer
}
