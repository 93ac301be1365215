import { sql } from 'drizzle-orm'
import { rows } from '../database/rows.ts'
import { cacheFor, etagOf, notModified } from '../http/answer.ts'
import { escapeHtml, page } from '../http/html.ts'
import { languageOf, sayLanguage } from '../http/languages.ts'
import type { Server } from '../http/server.ts'
import type { Noun } from '../model/noun.ts'
import { doors, intro, machines } from '../nouns/introduction.ts'
import type { Registry } from '../read/registry.ts'
import { holdings, titles } from './front-texts.ts'

/** The front page for people, and the same in plain words for machines. */
export function frontRoutes(app: Server, registry: Registry): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request)
    const { seq, counts } = await countRecords(registry)
    sayLanguage(reply, language)
    cacheFor(reply, 0)
    if (notModified(request, reply, etagOf(registry.head.epoch(), seq, 'front', language))) return reply.send()
    const items = [...counts].map(
      ([{ name, names }, count]) =>
        `<li><a href="/v1/${name}">${escapeHtml(names.plural[language])}</a>: ${count}</li>`,
    )
    const links = doors.map(
      ({ href, text }) => `<li><a href="${href}">${escapeHtml(text[language])}</a> <code>${href}</code></li>`,
    )
    const body = `<p>${escapeHtml(intro[language])}</p>
<h2>${holdings[language]}</h2>
<ul>${items.join('\n')}</ul>
<h2>${titles.doors[language]}</h2>
<ul>${links.join('\n')}</ul>`
    return reply.type('text/html; charset=utf-8').send(page(language, titles.registry[language], body))
  })

  app.get('/llms.txt', { schema: { hide: true } }, async (_request, reply) => {
    cacheFor(reply, 3600)
    return reply.type('text/plain; charset=utf-8').send(machines(registry.nouns))
  })
}

async function countRecords({ db, nouns }: Registry) {
  const counted = [...nouns.values()].map(
    (noun) => sql`(select count(*)::int from ${noun.table}) as ${sql.identifier(noun.name)}`,
  )
  const [found] = await rows<Record<string, number>>(
    db,
    sql`select (select seq::text::int from log_head) as seq, ${sql.join(counted, sql`, `)}`,
  )
  return {
    seq: found?.seq ?? 0,
    counts: new Map([...nouns.values()].map((noun): [Noun, number] => [noun, found?.[noun.name] ?? 0])),
  }
}
