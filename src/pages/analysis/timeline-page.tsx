import type { Nouns } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { dimensionWords } from '../../read/analysis/axis-words.ts'
import { intervals, type Timeline, timelineSeries } from '../../read/analysis/timeline/timeline-schema.ts'
import { CountCell } from '../count-cell.tsx'
import { matrixWords } from '../page-words.ts'
import { Bars, type BarsOf } from '../pictures/bars.tsx'
import { type Given, pageAddress, type Reader, say, withQuery } from '../reader.ts'
import { Scrolling, ScrollingTable } from '../scrolling-table.tsx'
import { colon } from '../value.tsx'
import { timelineWords as words } from './analysis-words.ts'
import { ChoicesForm } from './choices-form.tsx'
import { type FilteredOf, FilteredPage } from './filtered-page.tsx'
import { periodsOf } from './periods.ts'

interface TimelinePageOf extends FilteredOf {
  /** Undefined if the request is wrong. */
  timeline?: Timeline
}

/** Agreements over time: bars, and the same numbers as a table of links. */
export function TimelinePage(page: TimelinePageOf) {
  const { reader, nouns, timeline } = page
  return (
    <FilteredPage
      page={page}
      name="timeline"
      words={words}
      own={['interval', 'by']}
      form={<Choices {...page} />}
      counted={timeline && { isEmpty: !hasAny(timeline), undetermined: timeline.undetermined }}
    >
      {timeline && (
        <>
          <Picture reader={reader} timeline={timeline} />
          <Counts reader={reader} nouns={nouns} timeline={timeline} />
        </>
      )}
      <Files {...page} />
    </FilteredPage>
  )
}

const hasAny = ({ totals: { buckets, undated, imprecise } }: Timeline) => buckets.length + undated + imprecise > 0

/** The bars, and what they leave out. */
function Picture({ reader, timeline }: Shown) {
  const { undated, imprecise } = timeline.totals
  return (
    <>
      <Scrolling labelledBy="timeline">
        <Bars {...barsOf(reader, timeline)} />
      </Scrolling>
      {undated > 0 && <p class="unknown">{say(reader, words.undated(undated))}</p>}
      {imprecise > 0 && <p class="unknown">{say(reader, words.imprecise(imprecise))}</p>}
    </>
  )
}

function Files({ reader, given }: TimelinePageOf) {
  return (
    <ul class="inline">
      <li>
        <a href={fileAddress(reader, 'svg', given)}>{say(reader, words.picturesFile)}</a>
      </li>
      <li>
        <a href={fileAddress(reader, 'csv', given)}>{say(reader, words.tableFile)}</a>
      </li>
    </ul>
  )
}

const fileAddress = (reader: Reader, extension: 'svg' | 'csv', given: Given) =>
  withQuery(`${pageAddress(reader, 'timeline')}.${extension}`, given)

export const barsOf = (reader: Reader, { totals, interval }: Timeline): BarsOf => ({
  title: say(reader, words.title),
  description: say(reader, words.picture),
  bars: periodsOf(
    totals.buckets.map(({ period }) => period),
    interval,
  ).map((period) => ({
    label: period,
    count: totals.buckets.find((bucket) => bucket.period === period)?.count ?? 0,
  })),
})

function Choices({ reader, given, violations }: TimelinePageOf) {
  const { interval, by, ...kept } = given
  const divisions = timelineSeries.map((name): [string, string] => [name, say(reader, dimensionWords[name])])
  return (
    <ChoicesForm
      reader={reader}
      action={pageAddress(reader, 'timeline')}
      fields={[
        {
          name: 'interval',
          label: say(reader, words.interval),
          options: intervals.map((name) => [name, say(reader, words.intervals[name])]),
          chosen: interval?.[0],
        },
        {
          name: 'by',
          label: say(reader, words.by),
          options: [['', say(reader, words.undivided)], ...divisions],
          chosen: by?.[0],
        },
      ]}
      kept={kept}
      violations={violations}
      submit={say(reader, matrixWords.show)}
    />
  )
}

interface Shown {
  reader: Reader
  timeline: Timeline
}

/** All lines as columns, so that the table grows downwards with time. */
function Counts({ reader, nouns, timeline }: Shown & { nouns: Nouns }) {
  const { totals, series, interval, by } = timeline
  const lines = [...series, { ...totals, value: '', label: say(reader, words.all), labelLanguage: undefined }]
  return (
    <ScrollingTable labelledBy="counts">
      <caption id="counts">
        {`${say(reader, nounNamed(nouns, 'agreements').names.plural)}${colon(reader)}${say(reader, words.intervals[interval])}`}
        {by && ` × ${say(reader, dimensionWords[by])}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say(reader, words.interval)}</th>
          {lines.map(({ value, label, labelLanguage }) => (
            <th key={value} scope="col" lang={labelLanguage}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {totals.buckets.map(({ period }) => (
          <tr key={period}>
            <th scope="row">{period}</th>
            {lines.map(({ value, buckets }) => (
              <CountCell key={value} reader={reader} cell={buckets.find((one) => one.period === period)} />
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}
