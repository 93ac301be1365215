import { citationFormats } from '../formats/citations.ts'
import { listPath } from '../http/api-address.ts'
import { formats, mediaType } from '../http/media-types.ts'
import type { StoredDocument } from '../model/record-document.ts'
import type { toCompleteness } from '../read/completeness.ts'
import { downloadFormats } from '../read/list-query.ts'
import type { Nothing } from '../read/search/explain-nothing.ts'
import { changeWords } from './changes/change-words.ts'
import { ChosenFilters, filtersIn } from './chosen-filters.tsx'
import { FilterForm, type FormOf } from './filter-form.tsx'
import { Layout } from './layout.tsx'
import { NoneFits } from './none-fits.tsx'
import { NothingFound, ReadAs } from './nothing-found.tsx'
import { completenessWords, found, listWords } from './page-words.ts'
import { feedAddress, type Given, listAddress, say, withQuery } from './reader.ts'
import { SameRequest } from './same-request.tsx'
import { Entries } from './summary.tsx'
import { Undetermined } from './undetermined.tsx'
import { colon } from './value.tsx'
import { Wrongs } from './violation.tsx'

export interface ListPageOf extends FormOf {
  base: string
  documents: StoredDocument[]
  total: number
  lowerBound: boolean
  completeness: ReturnType<typeof toCompleteness>
  next: string | null
  nothing?: Nothing
  /** The name that was searched for in place of all the words. */
  readAs?: string
}

/** A list with its filters. Where a filter is wrong, the form stands there with what is wrong and no records. */
export function ListPage(page: ListPageOf) {
  const { reader, nouns, noun, base, given, violations, documents, readAs } = page
  const title = say(reader, noun.names.plural)
  const isWrong = violations.length > 0
  const { cursor, ...asked } = given
  // A file of what is shown has an address that says what it is of.
  const filters = readAs === undefined ? asked : { ...asked, q: [readAs] }
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={title}
      description={`${title}${colon(reader)}${isWrong ? say(reader, listWords.filters) : countedWords(page)}`}
      path={withQuery(`/${noun.name}`, given)}
      base={base}
      alternates={
        isWrong
          ? []
          : [
              { type: mediaType('json'), href: withQuery(listPath(noun.name), filters), title: 'JSON' },
              {
                type: mediaType('csv'),
                href: withQuery(listPath(noun.name), { ...filters, format: ['csv'] }),
                title: 'CSV',
              },
              { type: 'application/atom+xml', href: feedAddress(reader, noun.name, filters), title },
            ]
      }
      noIndex={isWrong || filtersIn(given).length > 1 || cursor !== undefined}
    >
      <h1>{title}</h1>
      <div class="split">
        <section aria-labelledby="results">
          <h2 id="results">{say(reader, listWords.results)}</h2>
          <p class="narrow">
            <a href="#filters">{say(reader, listWords.filters)}</a>
          </p>
          <ChosenFilters {...page} />
          {isWrong ? (
            <Wrongs {...page} />
          ) : (
            <>
              <Counted {...page} />
              <Entries {...page} documents={documents} />
              <Paging {...page} />
              <Downloads {...page} filters={filters} />
            </>
          )}
        </section>
        <section aria-labelledby="filters">
          <h2 id="filters">{say(reader, listWords.filters)}</h2>
          <FilterForm {...page} />
        </section>
      </div>
    </Layout>
  )
}

/** How many more there must be, where the noun tells. */
function moreWords({ reader, completeness }: ListPageOf): string {
  if (!completeness) return ''
  const { known, knownMissing = 0, openEnded = false } = completeness
  const more = completenessWords(known, knownMissing, openEnded)
  return more.map((texts) => say(reader, texts)).join(reader.language === 'en' ? ' ' : '')
}

const totalWords = ({ reader, total, lowerBound }: ListPageOf) => say(reader, found(String(total), lowerBound))

const countedWords = (page: ListPageOf) =>
  [totalWords(page), moreWords(page)].join(page.reader.language === 'en' ? ' ' : '').trim()

/** How many there are, and how many more there must be. */
function Counted(page: ListPageOf) {
  const { reader, total, completeness, nothing, readAs } = page
  const more = moreWords(page)
  return (
    <>
      <p role="status">
        <strong>{totalWords(page)}</strong>
      </p>
      {more && <p class="unknown">{more}</p>}
      <Undetermined reader={reader} undetermined={completeness?.undetermined} />
      {total === 0 && <NoneFits reader={reader} />}
      <ReadAs reader={reader} readAs={readAs} />
      {nothing && <NothingFound {...page} nothing={nothing} />}
    </>
  )
}

function Paging({ reader, noun, given, next }: ListPageOf) {
  const { cursor, ...filters } = given
  if (!next && !cursor) return null
  return (
    <nav aria-label={say(reader, listWords.pages)}>
      <ul class="inline">
        {cursor && (
          <li>
            <a href={listAddress(reader, noun.name, filters)}>{say(reader, listWords.first)}</a>
          </li>
        )}
        {next && (
          <li>
            <a rel="next" href={listAddress(reader, noun.name, { ...filters, cursor: [next] })}>
              {say(reader, listWords.next)}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** Those that most people open come first. */
const rank: Record<(typeof downloadFormats)[number], number> = { csv: 1, xlsx: 2, json: 3, ndjson: 4 }
const offered = [...downloadFormats].sort((one, other) => rank[one] - rank[other])

function Downloads({ reader, noun, base, filters }: ListPageOf & { filters: Given }) {
  const request = withQuery(listPath(noun.name), filters)
  return (
    <section aria-labelledby="away">
      <h2 id="away">{say(reader, listWords.takeAway)}</h2>
      <ul class="inline">
        {[...offered, ...(noun.citable ? citationFormats : [])].map((format) => (
          <li key={format}>
            <a href={withQuery(listPath(noun.name), { ...filters, format: [format] })}>{formats[format].name}</a>
          </li>
        ))}
        <li>
          <a href={feedAddress(reader, noun.name, filters)}>{say(reader, changeWords.feed)}</a>
        </li>
      </ul>
      <SameRequest reader={reader} base={base} request={request} />
    </section>
  )
}
