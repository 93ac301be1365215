import type { FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { readTimeline, type TimelineQuery } from '../../read/analysis/timeline/read-timeline.ts'
import { toCsv } from '../../read/analysis/timeline/timeline-answer.ts'
import { timelineQuery } from '../../read/analysis/timeline/timeline-schema.ts'
import type { Registry } from '../../read/registry.ts'
import { refsInFilters } from '../chosen-filters.tsx'
import { givenIn, parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { Bars } from '../pictures/bars.tsx'
import { pageAddress, readers } from '../reader.ts'
import { type Shown, sendForm } from '../send-page.ts'
import { sendFile } from './send-file.ts'
import { barsOf, TimelinePage } from './timeline-page.tsx'

/** `GET /{lang}/timeline`, and its picture and its table as files. */
export function timelinePageRoutes(app: Server, registry: Registry, base: string): void {
  const querystring = timelineQuery(agreementNoun).omit({ lang: true, asOf: true })
  const asked = (request: FastifyRequest) => {
    const { given, hasEmpty } = givenIn(request.query)
    return { given, hasEmpty, query: () => parseGiven(querystring, given) as TimelineQuery }
  }
  const options = { schema: { hide: true }, config: { heavy: true } }
  const { nouns } = registry
  for (const reader of readers) {
    const address = pageAddress(reader, 'timeline')
    app.get(address, options, async (request, reply) => {
      const { given, hasEmpty, query } = asked(request)
      if (hasEmpty) return reply.redirect(pageAddress(reader, 'timeline', given), 303)
      const page = { reader, nouns, noun: agreementNoun, base, given, violations: [] }
      const named = (seq?: number) => readNamed(registry, refsInFilters(agreementNoun, given), seq)
      const show = async (): Promise<Shown> => {
        const { seq, timeline } = await readTimeline(registry, query(), reader.language)
        return { seq, page: TimelinePage({ ...page, named: await named(seq), timeline }) }
      }
      return sendForm(request, reply, registry, reader, show, async (violations) =>
        TimelinePage({ ...page, named: await named(), violations }),
      )
    })
    const read = (request: FastifyRequest) => readTimeline(registry, asked(request).query(), reader.language)
    app.get(`${address}.svg`, options, async (request, reply) => {
      const { seq, timeline } = await read(request)
      const text = renderToString(Bars(barsOf(reader, timeline)))
      return sendFile(request, reply, registry, { name: 'timeline', extension: 'svg', seq, text })
    })
    app.get(`${address}.csv`, options, async (request, reply) => {
      const { seq, timeline } = await read(request)
      const text = toCsv(timeline, reader.language)
      return sendFile(request, reply, registry, { name: 'timeline', extension: 'csv', seq, text })
    })
  }
}
