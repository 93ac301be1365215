import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Language, type Texts, texts } from '../language/texts.ts'
import { problemNameOf, problemTypes } from '../problems/problem-types.ts'
import {
  Overloaded,
  Problem,
  Unavailable,
  type UnavailableReason,
  ValidationProblem,
  type Violation,
} from '../problems/problems.ts'
import { jsonWithoutSecrets } from '../problems/secrets.ts'
import { violationsOf } from '../problems/validation.ts'
import { asUtf8, problemOfAddress } from './address-text.ts'
import { type Response, setHeaders } from './answer.ts'
import { languageOf } from './languages.ts'
import { countRequest } from './limiter.ts'
import type { Mount } from './mount.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** A problem as a page, where whoever asked is to have one. */
    showProblem?: (problem: Problem, request: FastifyRequest) => Response | undefined
  }
}

/** Turns every error and every unknown path into a problem document. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(sendError)
  app.setNotFoundHandler((request) => {
    // As it was written: nothing was found under the right spelling either.
    const path = pathOf({ url: asUtf8(request.originalUrl) })
    throw new Problem('not-found', texts(`There is nothing at ${path}.`, `${path} 沒有內容。`, `${path} 没有内容。`))
  })
}

export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error, request)
  const outage = outageOf(error)
  if (outage) request.server.noteOutage(outage, error)
  else if (problem.statusCode >= 500 && !(problem instanceof Overloaded))
    request.log.error({ err: error }, 'request failed')
  for (const name of ['etag', 'last-modified', 'content-disposition', 'content-encoding', 'content-length']) {
    reply.removeHeader(name)
  }
  // The framework refuses some requests ahead of all stages, and others are refused before their key is checked.
  const told = countRequest(request, reply) ?? problem
  const shown = request.server.showProblem?.(told, request)
  const { status, headers, body } = shown ?? respondWithProblem(told, request, request.id, request.server.mount)
  setHeaders(reply, headers)
  reply.code(status).header('x-request-id', request.id).send(body)
}

/** A problem document for whoever asked. */
export function respondWithProblem(
  problem: Problem,
  asked: Pick<FastifyRequest, 'headers' | 'query' | 'url'>,
  requestId: string,
  mount: Mount,
): Response {
  const language = languageOf(asked)
  const headers = {
    'content-language': language,
    vary: 'Accept-Language, Accept, Accept-Encoding',
    'cache-control': 'no-store',
    ...problem.headers,
    'content-type': 'application/problem+json; charset=utf-8',
  }
  const document = documentOf(problem, language, { path: pathOf(asked), requestId, mount })
  return {
    status: problem.statusCode,
    headers: Object.entries(headers).flat(),
    body: Buffer.from(jsonWithoutSecrets(JSON.stringify(document))),
  }
}

/** The body of a problem as it goes over the wire; also used for the failed items of a batch. */
export function documentOf(
  problem: Problem,
  language: Language,
  { path, requestId, mount, mostErrors }: { path: string; requestId: string; mount: Mount; mostErrors?: number },
): Record<string, unknown> {
  const { snapshot, references, ...members } = problem.members
  return {
    type: mount.address(`/problems/${problem.type}`),
    title: problemTypes[problem.type].title[language],
    status: problem.statusCode,
    detail: problem.detail[language],
    instance: mount.address(path),
    requestId,
    ...(snapshot && { snapshot: mount.address(snapshot) }),
    ...(references && { references: references.map(mount.address) }),
    ...(problem instanceof ValidationProblem && {
      errors: problem.errors.slice(0, mostErrors).map((error) => told(error, language)),
    }),
    ...members,
  }
}

const told = (error: Violation, language: Language) => ({ ...error, detail: error.detail[language] })

// The query is left out, because it may be long or hold a secret.
const pathOf = (request: Pick<FastifyRequest, 'url'>) => (request.url.split('?', 1)[0] ?? '').slice(0, 300)

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (error.validationContext) return new ValidationProblem(violationsOf(request, error.validationContext))
  const known = error.code === 'FST_ERR_BAD_URL' ? problemOfAddress(request.url) : ofFramework(error)
  if (known) return known
  const status = error.statusCode ?? 500
  if (status === 503) return unavailable(outageOf(error))
  const name = status < 500 ? problemNameOf(status) : undefined
  return name ? new Problem(name) : new Problem('internal-error')
}

/** In what way something that the service depends on is out of order, if that is the error. */
function outageOf(error: FastifyError): UnavailableReason | undefined {
  return 'reason' in error && error.statusCode === 503 ? (error.reason as UnavailableReason) : undefined
}

function unavailable(outage: UnavailableReason = 'silent'): Unavailable {
  const [seconds, detail] = toldOf[outage] ?? []
  return new Unavailable(seconds, detail)
}

/** For each way that has a word of its own: after how many seconds to try again, and the word. */
const toldOf: Partial<Record<UnavailableReason, [number, Texts]>> = {
  busy: [
    1,
    texts(
      'Others were writing the same for too long.',
      '其他寫入佔用過久，請稍後再試。',
      '其他写入占用过久，请稍后再试。',
    ),
  ],
  'read-only': [
    5,
    texts(
      'The registry can be read and not written at the moment.',
      '登記冊目前只可讀取，不可寫入。',
      '登记册目前只可读取，不可写入。',
    ),
  ],
  slow: [
    5,
    texts(
      'The answer took too long and was given up. Ask for less at once: fewer filters, facets or words.',
      '查詢需時過長，已被中止。請減少篩選條件、分面或字詞。',
      '查询耗时过长，已被中止。请减少筛选条件、分面或字词。',
    ),
  ],
  undecided: [
    2,
    texts(
      'No second machine has confirmed the write in time, so it may be kept or not. Repeat it with the same Idempotency-Key.',
      '沒有另一部伺服器及時確認此寫入，因此未能確定是否已保存。請以同一 Idempotency-Key 重試。',
      '没有另一台服务器及时确认此写入，因此未能确定是否已保存。请以同一 Idempotency-Key 重试。',
    ),
  ],
}

function ofFramework(error: FastifyError): Problem | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('content-too-large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported-media-type')
    case 'FST_CP_ERR_INVALID_CONTENT_ENCODING':
      return new Problem(
        'unsupported-media-type',
        texts(
          'The body has an encoding that is not read here; br and gzip are.',
          '內容的編碼不受支援；可用 br 或 gzip。',
          '内容的编码不受支持；可用 br 或 gzip。',
        ),
      )
    case 'FST_CP_ERR_INVALID_CONTENT':
      return new Problem(
        'bad-request',
        texts(
          'The body is not valid in the encoding that Content-Encoding names.',
          '內容並非 Content-Encoding 所示的有效編碼。',
          '内容并非 Content-Encoding 所示的有效编码。',
        ),
      )
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem('bad-request', texts('The body is empty.', '內容為空。', '内容为空。'))
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Problem(
        'bad-request',
        texts('The body is not valid JSON.', '內容不是有效的 JSON。', '内容不是有效的 JSON。'),
      )
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem(
        'bad-request',
        texts('A segment of the path is too long.', '路徑的其中一段過長。', '路径的其中一段过长。'),
      )
    default:
      return error.code?.startsWith('FST_ERR_HANDLER_TIMEOUT') ? new Unavailable() : undefined
  }
}
