import type { IncomingMessage } from 'node:http'
import type { DirectAnswer, FindDirectly } from '../../http/direct.ts'
import type { Noun } from '../../model/noun.ts'
import type { FindRecord, Found } from '../../read/find-record.ts'
import type { KeptAnswers } from '../../read/kept-answers.ts'
import type { Registry } from '../../read/registry.ts'
import { json } from '../send.ts'

export const urlOfRecord = (noun: Noun): string => `/v1/${noun.name}/:id`

/** A record as it is sent: whole, in JSON. */
export function recordAnswer(noun: Noun, { seq, tag, lastModified, body }: Found) {
  return {
    route: urlOfRecord(noun),
    headers: { vary: 'Accept', 'last-modified': lastModified, 'registry-seq': String(seq) },
    tag,
    type: json,
    body,
  } satisfies DirectAnswer
}

const read = new WeakMap<IncomingMessage, ReturnType<FindRecord>>()

/** Reads the record that a request names, or fails to, but once, whichever way it is answered. */
export function findOnce(find: FindRecord, request: IncomingMessage, noun: Noun, id: string): ReturnType<FindRecord> {
  const found = read.get(request) ?? find(noun, id)
  read.set(request, found)
  return found
}

const recordUrl = /^\/v1\/([a-z-]+)\/((?:[a-z0-9-]|%[2-7][0-9a-fA-F])+)$/
const takesJson = new Set([undefined, '*/*', 'application/json'])

/** Finds what is kept, and records that are asked for whole. All else is told by the routes: why there is none, too. */
export function findDirectly({ nouns, find, answers, head }: Registry): FindDirectly {
  const byName = new Map<string, Noun>(nouns)
  return (request) => {
    const { url = '', headers } = request
    const kept = answers.find({ url, headers })
    if (kept || !takesJson.has(headers.accept)) return kept
    const [, name = '', id = ''] = recordUrl.exec(url) ?? []
    const noun = byName.get(name)
    return (
      noun &&
      findOnce(find, request, noun, decodeURIComponent(id)).then(
        (found) => found && answerWith(noun, found, { url, headers }),
      )
    )
  }

  function answerWith(noun: Noun, found: Found, asked: Parameters<KeptAnswers['keep']>[0]): DirectAnswer {
    const answer = recordAnswer(noun, found)
    head.seen(found.seq)
    if (answers.isAskedAgain(asked.url)) answers.keep(asked, { ...answer, seq: found.seq })
    return answer
  }
}
