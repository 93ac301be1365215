import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Response } from '../http/answer.ts'
import { languageOf } from '../http/languages.ts'
import type { Mount } from '../http/mount.ts'
import { problemTypes } from '../http/problem-types.ts'
import type { Problem } from '../http/problems.ts'
import type { Nouns } from '../model/noun.ts'
import { Layout } from './layout.tsx'
import { problemWords } from './page-words.ts'
import { type Reader, readerAt, readerOf, say } from './reader.ts'
import { SearchForm } from './search-page.tsx'
import { html, pagePolicy, renderPage } from './send-page.ts'
import { wantsPage } from './wants.ts'

/** Shows problems to people as pages, in their language; programs get problem documents. */
export function showProblems(app: FastifyInstance, nouns: Nouns): void {
  app.decorate('showProblem', (problem: Problem, request: FastifyRequest) => {
    if (!wantsPage(request)) return undefined
    const reader = readerAt(request.url) ?? readerOf(languageOf(request))
    return respondWithPage({ problem, reader, nouns, requestId: request.id }, app.mount)
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
    'content-type': html,
  }
  const body = renderPage(<ProblemPage {...page} />, mount)
  return { status: problem.statusCode, headers: Object.entries(headers).flat(), body }
}

interface ProblemPageOf {
  problem: Problem
  reader: Reader
  nouns: Nouns
  requestId: string
}

function ProblemPage({ problem, reader, nouns, requestId }: ProblemPageOf) {
  const { title } = problemTypes[problem.problem]
  return (
    <Layout reader={reader} nouns={nouns} title={say(reader, title)} base="" noIndex>
      <p class="kind">{problem.statusCode}</p>
      <h1>{say(reader, title)}</h1>
      <p>{say(reader, problem.detail)}</p>
      <p>{say(reader, problemWords.goOn)}</p>
      <SearchForm reader={reader} />
      <p class="hint">
        {`${say(reader, problemWords.number)} `}
        <code>{requestId}</code>
      </p>
    </Layout>
  )
}
