import type { FastifyReply, FastifyRequest } from 'fastify'

export const languages = ['en', 'zh-Hant', 'zh-Hans'] as const
export type Language = (typeof languages)[number]

/** One text in each language that the registry speaks. */
export type Texts = Readonly<Record<Language, string>>

/** What an `Accept` header lists, best first; what has quality 0 stays, last, so that a caller can tell it is refused. */
export function preferences(header: string | undefined): { value: string; quality: number }[] {
  return (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
      return { value, quality: quality >= 0 && quality <= 1 ? quality : 0 }
    })
    .filter(({ value }) => value !== '')
    .sort((one, other) => other.quality - one.quality)
}

/** The language in which to speak to a client: its `lang` parameter, else its `Accept-Language`, else English. */
export function languageOf(request: Pick<FastifyRequest, 'query' | 'headers'>): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown }
  const asked = languages.find((language) => language === lang)
  if (asked) return asked
  for (const { value, quality } of preferences(request.headers['accept-language'])) {
    const language = quality > 0 ? languageOfTag(value) : undefined
    if (language) return language
  }
  return 'en'
}

// BCP 47: the script decides; without one, the region's customary script does.
function languageOfTag(tag: string): Language | undefined {
  const [language, ...subtags] = tag.split('-')
  if (language === 'en' || language === '*') return 'en'
  if (language === 'yue') return subtags.includes('hans') ? 'zh-Hans' : 'zh-Hant'
  if (language !== 'zh') return undefined
  if (subtags.includes('hans')) return 'zh-Hans'
  return subtags.some((subtag) => ['hant', 'tw', 'hk', 'mo'].includes(subtag)) ? 'zh-Hant' : 'zh-Hans'
}

/** Declares the language of an answer and that it depends on what the client prefers. */
export function sayLanguage(reply: FastifyReply, language: Language): void {
  reply.header('content-language', language)
  addVary(reply, 'Accept-Language')
}

/** Adds request headers on which the answer depends to those already named. */
export function addVary(reply: FastifyReply, ...names: string[]): void {
  reply.header('vary', varyOn(String(reply.getHeader('vary') ?? ''), ...names))
}

/** A `Vary` header with more names. */
export function varyOn(vary: string, ...names: string[]): string {
  const present = vary.split(/\s*,\s*/).filter((name) => name !== '')
  const known = new Set(present.map((name) => name.toLowerCase()))
  const added = names.filter((name) => !known.has(name.toLowerCase()))
  return [...present, ...added].join(', ')
}
