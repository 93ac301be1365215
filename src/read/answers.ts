import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from '../http/answer.ts'
import type { HeadWatch } from '../log/head.ts'
import { keepAtPosition, type Position } from '../memory/at-position.ts'
import { keepForEver } from '../memory/for-ever.ts'

// An answer that depends on nothing but the address and the position of the log is right for as long as the log has not
// moved. The position is known at once for writes of this process, and within a second for those of others. An answer about
// a past position stays right.

/** What answers are told apart by. */
type Asking = { url?: string; headers: IncomingHttpHeaders }

/** The answers of reads at the present position. */
export interface Answers {
  /** The present position, to be noted before a reading begins. */
  present(): Position | undefined
  find(request: Asking): Answer | undefined
  /** Keeps an answer that is asked for again: most is asked for but once, and not worth the memory. */
  keep(request: Asking, readAt: Position | undefined, answer: Answer): void
  /** Keeps an answer about a past position of this log. */
  keepPast(request: Asking, answer: Answer): void
}

const mostBytes = 16 * 1024 * 1024
const longestBody = 1024 * 1024
const bytesBeside = 500

export function keepAnswers({ current, epoch }: HeadWatch): Answers {
  const answers = keepAtPosition<Answer | 'asked once'>({
    name: 'answers',
    mostBytes,
    bytesOf: (answer) => bytesBeside + (answer === 'asked once' ? 0 : answer.body.length),
    current,
  })
  const past = keepForEver<Answer>({
    name: 'past',
    mostBytes,
    bytesOf: ({ body }) => bytesBeside + body.length,
  })
  const pastKey = (request: Asking) => `${epoch()}\n${keyOf(request)}`
  return {
    present: answers.present,
    find(request) {
      if (request.url?.includes('asOf=')) return past.find(pastKey(request))
      const answer = answers.find(keyOf(request))
      return answer === 'asked once' ? undefined : answer
    },
    keepPast(request, answer) {
      if (answer.body.length <= longestBody) past.keep(pastKey(request), answer)
    },
    keep(request, readAt, answer) {
      if (answer.body.length > longestBody) return
      const key = keyOf(request)
      answers.keep(key, readAt, answers.find(key) ? answer : 'asked once')
    },
  }
}

function keyOf({ url, headers }: Asking): string {
  return `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}`
}
