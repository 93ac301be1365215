import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Response } from '../http/answer.ts'
import { htmlContent } from '../http/html.ts'
import { languageOf } from '../http/languages.ts'
import type { Mount } from '../http/mount.ts'
import type { Texts } from '../language/texts.ts'
import type { Nouns } from '../model/noun.ts'
import { dateIn } from '../model/readable.ts'
import { type ProblemName, problemTypes } from '../problems/problem-types.ts'
import { type Problem, ValidationProblem } from '../problems/problems.ts'
import { holdsSecret, safeToTell, withoutSecret } from '../problems/secrets.ts'
import { Layout } from './layout.tsx'
import { problemWords, recordWords } from './page-words.ts'
import { homeAddress, type Reader, readerAt, readerOf, say } from './reader.ts'
import { SearchForm } from './search-page.tsx'
import { pagePolicy, renderPage } from './send-page.ts'
import { colon } from './value.tsx'
import { Wrong } from './violation.tsx'
import { wantsPage } from './wants.ts'

/** Shows problems to people as pages, in their language; programs get problem documents. */
export function showProblems(app: FastifyInstance, nouns: Nouns): void {
  app.decorate('showProblem', (problem: Problem, request: FastifyRequest) => {
    if (!wantsPage(request)) return undefined
    const reader = readerAt(request.url) ?? readerOf(languageOf(request))
    // An empty address is that of the page itself.
    const url = holdsSecret(request.originalUrl) ? '' : request.url
    return respondWithPage({ problem, reader, nouns, requestId: request.id, url }, app.mount)
  })
}

function respondWithPage(page: ProblemPageOf, mount: Mount): Response {
  const { problem, reader } = page
  const headers = {
    'content-security-policy': pagePolicy,
    'content-language': reader.tag,
    vary: 'Accept-Language, Accept, Accept-Encoding',
    'cache-control': 'no-store',
    ...problem.headers,
    'content-type': htmlContent,
  }
  const body = renderPage(<ProblemPage {...page} />, mount)
  return { status: problem.statusCode, headers: Object.entries(headers).flat(), body }
}

interface ProblemPageOf {
  problem: Problem
  reader: Reader
  nouns: Nouns
  requestId: string
  url: string
}

function ProblemPage({ problem, reader, nouns, requestId, url }: ProblemPageOf) {
  const { title } = problemTypes[problem.type]
  const isPassing = secondsToWait(problem) > 0
  return (
    <Layout reader={reader} nouns={nouns} title={say(reader, title)} description={say(reader, title)} base="" noIndex>
      <p class="kind">{problem.statusCode}</p>
      <h1>{say(reader, title)}</h1>
      {problem instanceof ValidationProblem ? (
        <Wrongs reader={reader} url={url} errors={safeToTell(problem.errors)} />
      ) : (
        <p>{withoutSecret(say(reader, detailOf(problem)))}</p>
      )}
      <Deletion problem={problem} reader={reader} url={url} />
      {isPassing ? <Retry problem={problem} reader={reader} url={url} /> : <Onward reader={reader} />}
      <p class="hint">
        {`${say(reader, problemWords.number)} `}
        <code>{requestId}</code>
      </p>
    </Layout>
  )
}

/** The errors in an address, and a link to the same page without them. */
function Wrongs({ reader, url, errors }: Pick<ProblemPageOf, 'reader' | 'url'> & Pick<ValidationProblem, 'errors'>) {
  return (
    <>
      <ul>
        {errors.map((violation) => (
          <li key={`${violation.parameter}${violation.detail.en}`}>
            <code>{violation.parameter}</code>
            {colon(reader)}
            <Wrong reader={reader} violation={violation} />
          </li>
        ))}
      </ul>
      {url.includes('?') && (
        <p>
          <a href={pathOf(url)}>{say(reader, problemWords.plain)}</a>
        </p>
      )}
    </>
  )
}

const pathOf = (url: string) => url.replace(/\?.*$/, '')

/** The words for people in place of those for programs. */
const toldToPeople: Partial<Record<ProblemName, Texts>> = {
  unavailable: problemWords.unavailable,
  'too-many-requests': problemWords.tooMany,
}

function detailOf({ type, detail, members }: Problem): Texts {
  if ('deletedAt' in members) return problemWords.deleted
  const isOfKind = detail === problemTypes[type].explanation
  return (isOfKind && toldToPeople[type]) || detail
}

/** In seconds. Other pages fail as well until then, so only a retry is offered. */
const secondsToWait = ({ headers }: Problem) => Number(headers['retry-after'] ?? 0)

function Retry({ problem, reader, url }: Pick<ProblemPageOf, 'problem' | 'reader' | 'url'>) {
  return (
    <p>
      {`${say(reader, problemWords.retry(secondsToWait(problem)))} `}
      <a href={url}>{say(reader, problemWords.again)}</a>
    </p>
  )
}

function Onward({ reader }: Pick<ProblemPageOf, 'reader'>) {
  return (
    <>
      <p>
        <a href={homeAddress(reader)}>{say(reader, problemWords.home)}</a>
      </p>
      <SearchForm reader={reader} />
    </>
  )
}

/** When and why a record was deleted, with the way to what it said. */
function Deletion({ problem: { members }, reader, url }: Pick<ProblemPageOf, 'problem' | 'reader' | 'url'>) {
  const { deletedAt, reason, version } = members as { deletedAt?: string; reason?: string; version?: number }
  if (!deletedAt) return null
  return (
    <dl class="facts">
      <div>
        <dt>{say(reader, problemWords.deletedOn)}</dt>
        <dd>
          <time datetime={deletedAt}>{dateIn(reader, deletedAt)}</time>
        </dd>
      </div>
      <div>
        <dt>{say(reader, recordWords.why)}</dt>
        <dd>{reason ?? '–'}</dd>
      </div>
      <div>
        <dt>{say(reader, recordWords.history)}</dt>
        <dd>
          <a href={`${pathOf(url)}/versions/${version}`}>{say(reader, problemWords.formerVersions)}</a>
        </dd>
      </div>
    </dl>
  )
}
