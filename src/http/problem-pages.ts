import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Language, texts } from '../language/texts.ts'
import { type ProblemName, problemNames, problemTypes } from '../problems/problem-types.ts'
import { NotFound } from '../problems/problems.ts'
import { htmlContent, page } from './html.ts'
import { languageOf, sayLanguage } from './languages.ts'
import { contentType } from './media-types.ts'
import type { Mount } from './mount.ts'
import { prefersHtml } from './negotiation.ts'

/** Explains each kind of problem under the path that its `type` names. */
export function serveProblems(app: FastifyInstance): void {
  app.get('/problems', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request)
    const list = problemNames.map((name) => describe(name, language, app.mount))
    if (!answersHtml(request, reply, language)) return reply.send({ data: list })
    return reply.send(page(language, heading[language], list.map(section).join('\n')))
  })

  const params = z.object({ name: z.string() })
  app.get('/problems/:name', { schema: { hide: true } }, async (request, reply) => {
    const { name } = params.parse(request.params)
    const known = problemNames.find((candidate) => candidate === name)
    if (!known) throw new NotFound(kindOfProblem, name)
    const language = languageOf(request)
    const described = describe(known, language, app.mount)
    if (!answersHtml(request, reply, language)) return reply.send(described)
    return reply.send(page(language, described.title, section(described)))
  })
}

const kindOfProblem = texts('Kind of problem', '問題類型', '问题类型')
const heading = texts('Kinds of problem', '問題類型', '问题类型')

function describe(name: ProblemName, language: Language, mount: Mount) {
  const { status, title, explanation } = problemTypes[name]
  return {
    type: mount.address(`/problems/${name}`),
    status,
    title: title[language],
    explanation: explanation[language],
  }
}

function answersHtml(request: FastifyRequest, reply: FastifyReply, language: Language): boolean {
  sayLanguage(reply, language)
  reply.header('cache-control', 'public, max-age=3600')
  const html = prefersHtml(request, reply)
  reply.type(html ? htmlContent : contentType('json'))
  return html
}

const section = ({ type, status, title, explanation }: ReturnType<typeof describe>) =>
  `<h2><a href="${type}">${status} ${title}</a></h2>\n<p>${explanation}</p>`
