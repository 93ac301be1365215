import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { languageOfTag } from '../language/language-tags.ts'
import { type Language, languages } from '../language/texts.ts'
import { addVary } from './added-headers.ts'

/** Longest part of the header that is read. */
const longest = 1000

/** The language for answers to a client: its `lang` parameter, its `Accept-Language`, or English. */
export function languageOf(request: Pick<FastifyRequest, 'query' | 'headers'>): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown }
  const chosen = languages.find((language) => language === lang)
  if (chosen) return chosen
  const accepted = request.headers['accept-language']?.slice(0, longest)
  if (!accepted) return 'en'
  const preferred = new Negotiator({ headers: { 'accept-language': accepted } }).languages()
  return preferred.map((tag) => languageOfTag(tag.toLowerCase())).find((language) => language !== undefined) ?? 'en'
}

/** Declares the language of an answer and that it depends on what the client prefers. */
export function sayLanguage(reply: FastifyReply, language: Language): void {
  reply.header('content-language', language)
  addVary(reply, 'Accept-Language')
}

/** Chooses the language of an answer, and declares it. */
export function declareLanguage(request: FastifyRequest, reply: FastifyReply): Language {
  const language = languageOf(request)
  sayLanguage(reply, language)
  return language
}
