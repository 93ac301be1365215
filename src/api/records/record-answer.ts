import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from '../../http/answer.ts'
import type { FindAnswer } from '../../http/entrance.ts'
import { lastModifiedOf } from '../../http/last-modified.ts'
import type { Noun } from '../../model/noun.ts'
import type { Found } from '../../read/find-record.ts'
import type { Registry } from '../../read/registry.ts'
import { json } from '../send.ts'

export const urlOfRecord = (noun: Noun): string => `/v1/${noun.name}/:id`

/** A record as it is sent: whole, in JSON. */
export function recordAnswer(noun: Noun, { seq, tag, updatedAt, body }: Found): Answer {
  const headers = ['vary', 'Accept, Accept-Encoding', 'registry-seq', String(seq)]
  return { route: urlOfRecord(noun), headers, tag, type: json, body, lastModified: lastModifiedOf(updatedAt) }
}

/** Reads a record whole, and keeps the answer if it is asked for again. */
export async function readRecord(
  { find, answers, head }: Registry,
  request: { url?: string; headers: IncomingHttpHeaders },
  noun: Noun,
  id: string,
): Promise<Answer | undefined> {
  const readAt = answers.present()
  const record = await find(noun, id)
  if (!record) return undefined
  const { seq } = record
  head.seen(seq)
  const answer = recordAnswer(noun, record)
  answers.keep(request, readAt && { ...readAt, seq }, answer)
  return answer
}

const recordUrl = /^\/v1\/([a-z-]+)\/((?:[a-z0-9-]|%[2-7][0-9a-fA-F])+)$/
const takesJson = new Set([undefined, '*/*', 'application/json'])

/** Finds what is kept, and records that are asked for whole. The routes tell all else, also why there is no such record. */
export function answerFinder(registry: Registry): FindAnswer {
  const { answers } = registry
  const nouns = new Map<string, Noun>(registry.nouns)
  return (request) => {
    const kept = answers.find(request)
    if (kept || !takesJson.has(request.headers.accept)) return kept
    const [, name = '', id = ''] = recordUrl.exec(request.url ?? '') ?? []
    const noun = nouns.get(name)
    return noun && readRecord(registry, request, noun, decodeURIComponent(id))
  }
}
