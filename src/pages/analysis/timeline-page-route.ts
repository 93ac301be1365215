import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { byteOrderMark, csvLine } from '../../formats/csv.ts'
import { licenceLink } from '../../formats/licence.ts'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { readTimeline, type TimelineQuery } from '../../read/analysis/timeline/read-timeline.ts'
import { type Timeline, timelineQuery } from '../../read/analysis/timeline/timeline-schema.ts'
import type { Registry } from '../../read/registry.ts'
import { refsInFilters } from '../chosen-filters.tsx'
import { givenIn, parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { Bars } from '../pictures/bars.tsx'
import { pageAddress, type Reader, readers } from '../reader.ts'
import { type Shown, sendForm } from '../send-page.ts'
import { timelineWords as words } from './analysis-words.ts'
import { barsOf, TimelinePage } from './timeline-page.tsx'

/** `GET /{lang}/timeline`, and its picture and its table as files. */
export function timelinePageRoutes(app: Server, registry: Registry, base: string): void {
  const querystring = timelineQuery(agreementNoun).omit({ lang: true, asOf: true })
  const asked = (request: FastifyRequest) => {
    const { given, hasEmpty } = givenIn(request.query)
    return { given, hasEmpty, query: () => parseGiven(querystring, given) as TimelineQuery }
  }
  const schema = { hide: true }
  const { nouns } = registry
  for (const reader of readers) {
    const address = pageAddress(reader, 'timeline')
    app.get(address, { schema, config: { heavy: true } }, async (request, reply) => {
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
    const file = async (request: FastifyRequest, reply: FastifyReply, extension: string) => {
      const { seq, timeline } = await readTimeline(registry, asked(request).query(), reader.language)
      reply.header('registry-seq', seq).header('cache-control', 'public, no-cache')
      reply.header('link', licenceLink)
      reply.header('content-disposition', `attachment; filename="timeline.${extension}"`)
      return timeline
    }
    app.get(`${address}.svg`, { schema, config: { heavy: true } }, async (request, reply) => {
      const picture = renderToString(Bars(barsOf(reader, await file(request, reply, 'svg'))))
      return reply.type('image/svg+xml; charset=utf-8').send(picture)
    })
    app.get(`${address}.csv`, { schema, config: { heavy: true } }, async (request, reply) => {
      const table = tableOf(reader, await file(request, reply, 'csv'))
      return reply.type('text/csv; charset=utf-8').send(byteOrderMark + table.map(csvLine).join(''))
    })
  }
}

/** Periods below each other, the lines beside each other. */
function tableOf(reader: Reader, { series, totals }: Timeline): (string | number)[][] {
  const lines = [...series, { ...totals, label: words.all[reader.language] }]
  const count = ({ buckets }: Timeline['totals'] | Timeline['series'][number], period: string) =>
    buckets.find((bucket) => bucket.period === period)?.count ?? 0
  return [
    [words.interval[reader.language], ...lines.map(({ label }) => label)],
    ...totals.buckets.map(({ period }) => [period, ...lines.map((line) => count(line as Timeline['totals'], period))]),
  ]
}
