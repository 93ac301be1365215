import { renderToString } from 'preact-render-to-string'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { readTimeline, type TimelineQuery } from '../../read/analysis/timeline/read-timeline.ts'
import { toCsv } from '../../read/analysis/timeline/timeline-answer.ts'
import { timelineQuery } from '../../read/analysis/timeline/timeline-schema.ts'
import type { Registry } from '../../read/registry.ts'
import { refsInFilters } from '../chosen-filters.tsx'
import { formPage } from '../form-page.ts'
import { parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { Bars } from '../pictures/bars.tsx'
import type { Given, Reader } from '../reader.ts'
import { fileOfPage } from './file-of-page.ts'
import { barsOf, TimelinePage } from './timeline-page.tsx'

/** `GET /{lang}/timeline`, and its picture and its table as files. */
export function timelinePageRoutes(app: Server, registry: Registry, base: string): void {
  const querystring = timelineQuery(agreementNoun).omit({ lang: true, asOf: true })
  const { nouns } = registry
  const read = (reader: Reader, given: Given) =>
    readTimeline(registry, parseGiven(querystring, given) as TimelineQuery, reader.language)
  formPage(app, registry, 'timeline', ({ reader, given }) => {
    const page = { reader, nouns, noun: agreementNoun, base, given, violations: [] }
    const named = (seq?: number) => readNamed(registry, refsInFilters(agreementNoun, given), seq)
    return {
      async show() {
        const { seq, timeline } = await read(reader, given)
        return { seq, page: TimelinePage({ ...page, named: await named(seq), timeline }) }
      },
      showWrong: async (violations) => TimelinePage({ ...page, named: await named(), violations }),
    }
  })
  fileOfPage(app, registry, 'timeline', 'svg', async (reader, given) => {
    const { seq, timeline } = await read(reader, given)
    return { seq, text: renderToString(Bars(barsOf(reader, timeline))) }
  })
  fileOfPage(app, registry, 'timeline', 'csv', async (reader, given) => {
    const { seq, timeline } = await read(reader, given)
    return { seq, text: toCsv(timeline, reader.language) }
  })
}
