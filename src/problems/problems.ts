import { z } from 'zod'
import { type Language, type Texts, texts } from '../language/texts.ts'
import { type ProblemName, problemTypes } from './problem-types.ts'

export type Violation = { pointer?: string; parameter?: string; header?: string; detail: Texts; suggestion?: string }

const violation = z.object({
  pointer: z
    .string()
    .optional()
    .describe('JSON Pointer of the field in the body.')
    .meta({ examples: ['/signedOn'] }),
  parameter: z
    .string()
    .optional()
    .describe('Name of the parameter in the path or query.')
    .meta({ examples: ['domain'] }),
  header: z.string().optional().describe('Name of the request header.'),
  detail: z.string().describe('What is wrong with it.'),
  suggestion: z
    .string()
    .optional()
    .describe('The nearest valid name or value.')
    .meta({ examples: ['finance'] }),
})

/** The body of every answer from status 400 on (RFC 9457). */
export const problem = z
  .looseObject({
    type: z.string().describe('What kind of problem this is; the path explains it.'),
    title: z.string().describe('The kind of problem in words.'),
    status: z.int().min(400).max(599).describe('The status of the answer.'),
    detail: z.string().describe('What is wrong with this request.'),
    instance: z.string().describe('The path that was asked for.'),
    requestId: z.string().describe('The id of the request, also in the header `X-Request-Id` and in the log.'),
    errors: z.array(violation).optional().describe('The violations that were found, 100 at most in one answer.'),
  })
  .meta({
    id: 'Problem',
    description: 'What went wrong, as RFC 9457 has it. Some kinds have further members.',
    examples: [
      {
        type: '/problems/invalid-request',
        title: problemTypes['invalid-request'].title.en,
        status: 400,
        detail: 'limt: There is no such parameter.',
        instance: '/v1/search',
        requestId: '3f0f6b0e-6d1c-4a39-9d0a-0d8b5d4a2f11',
        errors: [{ parameter: 'limt', detail: 'There is no such parameter.', suggestion: 'limit' }],
      },
    ],
  })

/** Members of a problem beside the usual ones. Those that are addresses are paths of the service. */
type Members = Record<string, unknown> & { snapshot?: string; references?: string[] }

/** An error that is told to the client; `members` stand beside the standard ones in the body. */
export class Problem extends Error {
  readonly type: ProblemName
  readonly statusCode: number
  /** The sentence on the problem for the client. */
  readonly detail: Texts
  readonly members: Members
  readonly headers: Record<string, string>

  constructor(name: ProblemName, detail?: Texts, members: Members = {}, headers: Record<string, string> = {}) {
    const { status, explanation } = problemTypes[name]
    const said = detail ?? explanation
    super(said.en)
    this.name = new.target.name
    this.type = name
    this.statusCode = status
    this.detail = said
    this.members = members
    this.headers = headers
  }
}

export class NotFound extends Problem {
  constructor(kind: Texts, id: string, members?: Members) {
    const detail = texts(
      `No ${kind.en.toLowerCase()} has the id "${id}".`,
      `沒有編號為「${id}」的${kind['zh-Hant']}。`,
      `没有编号为“${id}”的${kind['zh-Hans']}。`,
    )
    super('not-found', detail, members)
  }
}

/** The record was not there yet at the moment asked about. */
export class NotRecordedYet extends Problem {
  constructor(kind: Texts, id: string, recordedAt: string) {
    const detail = texts(
      `The ${kind.en.toLowerCase()} "${id}" was not yet recorded then; it was first recorded at ${recordedAt}.`,
      `當時尚未記錄${kind['zh-Hant']}「${id}」；首次記錄於 ${recordedAt}。`,
      `当时尚未记录${kind['zh-Hans']}“${id}”；首次记录于 ${recordedAt}。`,
    )
    super('not-found', detail, { recordedAt })
  }
}

/** All that is wrong with the parameters or the body. */
export class ValidationProblem extends Problem {
  readonly errors: Violation[]

  constructor(errors: Violation[], members?: Members) {
    const more = errors.length - mostTold
    const first = (language: Language) => errors.slice(0, mostTold).map((error) => summary(error, language))
    const rest = texts(
      more === 1 ? 'There is 1 more.' : `There are ${more} more.`,
      `另有 ${more} 項。`,
      `另有 ${more} 项。`,
    )
    const told = (language: Language) => (more > 0 ? [...first(language), rest[language]] : first(language))
    const detail = texts(told('en').join(' '), told('zh-Hant').join(''), told('zh-Hans').join(''))
    super('invalid-request', detail, members)
    this.errors = errors.slice(0, mostViolations)
  }
}

/** How many errors a problem tells, and all problems of a batch together. */
export const mostViolations = 100

/** How many of the errors are told in the detail, too. */
const mostTold = 3

const body = texts('body', '內容', '内容')

function summary({ pointer, parameter, header, detail }: Violation, language: Language): string {
  const place = parameter ?? header ?? (pointer || body[language])
  return language === 'en' ? `${place}: ${detail.en}` : `${place}：${detail[language]}`
}

export class Unauthorized extends Problem {
  constructor(detail?: Texts, members?: Members) {
    super('unauthorized', detail, members, { 'www-authenticate': 'Bearer' })
  }
}

/** A stale or failed precondition; the present tag, where there is one, is sent along. */
export class PreconditionFailed extends Problem {
  constructor(presentTag?: string, detail?: Texts, members?: Members) {
    super('precondition-failed', detail, members, presentTag === undefined ? {} : { etag: presentTag })
  }
}

export class TooManyRequests extends Problem {
  constructor(seconds: number, detail?: Texts) {
    super('too-many-requests', detail, {}, { 'retry-after': String(seconds) })
  }
}

/** The service has no time for the request, or too many are waiting. */
export class Overloaded extends Problem {
  constructor(seconds: number, detail?: Texts) {
    super('unavailable', detail, {}, { 'retry-after': String(seconds) })
  }
}

/**
 * Why the database does not do what is asked. `silent`: no answer, or no connection. `busy`: others were first for too
 * long. `read-only`: the server is a standby.
 * `undecided`: a commit waits for a standby, so the write may be kept or not. `slow`: a statement took too long.
 */
export type UnavailableReason = 'silent' | 'busy' | 'read-only' | 'undecided' | 'slow'

export class Unavailable extends Problem {
  constructor(seconds = 5, detail?: Texts) {
    super('unavailable', detail, {}, { 'retry-after': String(seconds) })
  }
}
